import { evaluateMarker, parseRequirement, type MarkerEnvironment } from '@layerkit/platform-resolution';
import type { Distribution } from '../subject/subject.ts';

/** A package with one of its extras, or without: what a requirement asks for. */
export interface GraphNode {
  /** Normalised. */
  readonly name: string;
  /** Empty where it is the package alone that is asked for. */
  readonly extra: string;
}

/** What brings a node in, and by which line. */
export interface GraphEdge {
  readonly to: GraphNode;
  /** As written, but for its marker: `boto3>=1.26.0,<2.0.0`. */
  readonly text: string;
}

/** A requirement of the layer itself, and where it stands; own sources stand nowhere. */
export interface GraphRoot extends GraphEdge {
  readonly where?: string;
}

export interface RequirementGraph {
  readonly roots: readonly GraphRoot[];
  readonly edgesOf: (node: GraphNode) => readonly GraphEdge[];
}

export interface GraphMaterial {
  readonly distributions: readonly Distribution[];
  /** Of the layer, in the order of their file. */
  readonly requirements: readonly { readonly text: string; readonly where: string }[];
  readonly environment: MarkerEnvironment;
}

/**
 * Who requires whom among the packages that are in a layer, on its target: markers are evaluated, and an extra counts
 * only where it is asked for (PEP 508). A package that nothing asks for is a root of its own: own sources.
 */
export const requirementGraph = (material: GraphMaterial): RequirementGraph => {
  const { distributions, requirements } = material;
  const byName = new Map(distributions.map((found) => [found.name, found]));
  const read = lineReader(material);
  const known = new Map<string, readonly GraphEdge[]>();
  const edgesOf = (node: GraphNode): readonly GraphEdge[] => {
    const key = keyOf(node);
    const edges = known.get(key) ?? edgesFrom(byName.get(node.name)?.requires ?? [], node.extra, read);
    known.set(key, edges);
    return edges;
  };
  const stated = requirements.flatMap(({ text, where }) =>
    read(text).map((edge): GraphRoot => ({ ...edge, where })),
  );
  return { roots: [...stated, ...rootsOfTheirOwn(distributions, { roots: stated, edgesOf })], edgesOf };
};

/** One text for each node. */
export const keyOf = ({ name, extra }: GraphNode): string => `${name}[${extra}]`;

/** The names of all packages that the roots bring in, `without` one and what only it brings. */
export const reachableNames = (
  { roots, edgesOf }: RequirementGraph,
  without?: string,
): ReadonlySet<string> => {
  const seen = new Map<string, GraphNode>();
  const add = ({ to }: GraphEdge): void => {
    if (to.name !== without) seen.set(keyOf(to), to);
  };
  roots.forEach(add);
  // the map grows while it is walked
  for (const node of seen.values())
    for (const edge of edgesOf(node)) if (!seen.has(keyOf(edge.to))) add(edge);
  return new Set([...seen.values()].map(({ name }) => name));
};

/** What a line asks for where it is evaluated with an extra, or with none. */
type ReadLine = (line: string, extra?: string) => readonly GraphEdge[];

/** What holds without the extra is no doing of it. */
const edgesFrom = (lines: readonly string[], extra: string, read: ReadLine): readonly GraphEdge[] =>
  lines.flatMap((line) => {
    const plain = read(line);
    if (extra === '') return plain;
    return plain.length > 0 ? [] : read(line, extra);
  });

/** A line that asks for extras asks for the package, too. None where it is not in the layer, or the marker does not hold. */
const lineReader = ({ distributions, environment }: GraphMaterial): ReadLine => {
  const names = new Set(distributions.map(({ name }) => name));
  return (line, extra = '') => {
    const requirement = parseRequirement(line);
    if (requirement === undefined || !names.has(requirement.name)) return [];
    const { name, extras, marker } = requirement;
    if (marker !== undefined && !evaluateMarker(marker, environment, extra)) return [];
    const text = plainText(line);
    return ['', ...extras].map((wanted) => ({ to: { name, extra: wanted }, text }));
  };
};

/** Older metadata has the versions in brackets. */
const plainText = (line: string): string =>
  (line.split(/\s*;/, 1)[0] ?? line).trim().replace(/\s*\(([^)]*)\)$/, '$1');

const rootsOfTheirOwn = (
  distributions: readonly Distribution[],
  { roots, edgesOf }: RequirementGraph,
): readonly GraphRoot[] => {
  const own: GraphRoot[] = [];
  let reached = reachableNames({ roots, edgesOf });
  // what requires the others comes first, so that they are no roots themselves
  for (const { name, version } of [...distributions].sort((a, b) => b.requires.length - a.requires.length)) {
    if (reached.has(name)) continue;
    own.push({ to: { name, extra: '' }, text: `${name}==${version}` });
    reached = reachableNames({ roots: [...roots, ...own], edgesOf });
  }
  return own;
};
