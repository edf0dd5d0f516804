import {
  evaluateMarker,
  parseRequirement,
  type MarkerEnvironment,
  type Requirement,
} from '@layerkit/platform-resolution';
import type { Distribution } from '../audit/subject.ts';

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
  /** As written, its marker left out: `boto3>=1.26.0,<2.0.0`. */
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
  const { distributions, requirements, environment } = material;
  const byName = new Map(distributions.map((found) => [found.name, found]));
  const here = ({ name }: Requirement): boolean => byName.has(name);
  const known = new Map<string, readonly GraphEdge[]>();
  const edgesOf = (node: GraphNode): readonly GraphEdge[] => {
    const key = keyOf(node);
    const edges = known.get(key) ?? edgesFrom(byName.get(node.name), node.extra, environment, here);
    known.set(key, edges);
    return edges;
  };
  const stated = requirements.flatMap(({ text, where }) =>
    edgesFor(text, '', environment, here).map((edge): GraphRoot => ({ ...edge, where })),
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

const edgesFrom = (
  from: Distribution | undefined,
  extra: string,
  environment: MarkerEnvironment,
  here: (requirement: Requirement) => boolean,
): readonly GraphEdge[] =>
  (from?.requires ?? []).flatMap((line) => {
    const plain = edgesFor(line, '', environment, here);
    if (extra === '') return plain;
    return plain.length > 0 ? [] : edgesFor(line, extra, environment, here);
  });

/** A line that asks for extras asks for the package, too. None where the marker does not hold. */
const edgesFor = (
  line: string,
  extra: string,
  environment: MarkerEnvironment,
  here: (requirement: Requirement) => boolean,
): readonly GraphEdge[] => {
  const requirement = parseRequirement(line);
  if (requirement === undefined || !here(requirement)) return [];
  const { name, extras, marker } = requirement;
  if (marker !== undefined && !evaluateMarker(marker, environment, extra)) return [];
  const text = line.split(/\s*;/, 1)[0] ?? line;
  return ['', ...extras].map((wanted) => ({ to: { name, extra: wanted }, text }));
};

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
