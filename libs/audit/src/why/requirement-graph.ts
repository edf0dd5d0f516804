import {
  evaluateMarker,
  parseRequirement,
  type MarkerEnvironment,
} from '@layerkit/platform-resolution/requirements';
import type { Distribution } from '../subject/subject.ts';

/** A package, with one of its extras or without, as a requirement names it. */
export interface GraphNode {
  /** The normalized name. */
  readonly name: string;
  /** Empty for the package without an extra. */
  readonly extra: string;
}

/** A requirement of one node for another. */
export interface GraphEdge {
  readonly to: GraphNode;
  /** As written, without its marker: `boto3>=1.26.0,<2.0.0`. */
  readonly text: string;
}

/** A requirement of the layer itself, with its file and line; `where` is absent for own code. */
export interface GraphRoot extends GraphEdge {
  readonly where?: string;
}

export interface RequirementGraph {
  readonly roots: readonly GraphRoot[];
  readonly edgesOf: (node: GraphNode) => readonly GraphEdge[];
}

export interface GraphMaterial {
  readonly distributions: readonly Distribution[];
  /** The layer’s requirements, in the order of their file. */
  readonly requirements: readonly { readonly text: string; readonly where: string }[];
  readonly environment: MarkerEnvironment;
}

/**
 * Returns the graph of requirements among the packages of a layer, on its target: markers are evaluated, and an
 * extra counts only if something asks for it (PEP 508). A package that nothing requires is a root: it is own
 * code.
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

/** Returns a unique string for a node. */
export const keyOf = ({ name, extra }: GraphNode): string => `${name}[${extra}]`;

/**
 * Returns the names of all packages that the roots bring in, optionally `without` one package and everything
 * that only it brings in.
 */
export const reachableNames = (
  { roots, edgesOf }: RequirementGraph,
  without?: string,
): ReadonlySet<string> => {
  const seen = new Map<string, GraphNode>();
  const add = ({ to }: GraphEdge): void => {
    if (to.name !== without) seen.set(keyOf(to), to);
  };
  roots.forEach(add);
  // The map grows during the loop.
  for (const node of seen.values())
    for (const edge of edgesOf(node)) if (!seen.has(keyOf(edge.to))) add(edge);
  return new Set([...seen.values()].map(({ name }) => name));
};

/** Returns the edges of a requirement line, evaluated with an extra or without. */
type ReadLine = (line: string, extra?: string) => readonly GraphEdge[];

/** Returns the edges from a package’s lines. With an extra, only the lines that the extra adds count. */
const edgesFrom = (lines: readonly string[], extra: string, read: ReadLine): readonly GraphEdge[] =>
  lines.flatMap((line) => {
    const plain = read(line);
    if (extra === '') return plain;
    return plain.length > 0 ? [] : read(line, extra);
  });

/**
 * Returns a reader of requirement lines. A line with extras also requires the package itself. A line has no
 * edges if the package is not in the layer or the marker does not hold.
 */
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

/** Returns a line without its marker, and without the brackets that older metadata puts around versions. */
const plainText = (line: string): string => {
  const text = (line.split(';', 1)[0] ?? line).trim();
  const bracket = text.endsWith(')') ? text.indexOf('(') : -1;
  return bracket < 0 ? text : text.slice(0, bracket).trimEnd() + text.slice(bracket + 1, -1);
};

const rootsOfTheirOwn = (
  distributions: readonly Distribution[],
  { roots, edgesOf }: RequirementGraph,
): readonly GraphRoot[] => {
  const own: GraphRoot[] = [];
  let reached = reachableNames({ roots, edgesOf });
  // Packages with the most requirements come first, so that the packages they require do not become roots.
  for (const { name, version } of [...distributions].sort((a, b) => b.requires.length - a.requires.length)) {
    if (reached.has(name)) continue;
    own.push({ to: { name, extra: '' }, text: `${name}==${version}` });
    reached = reachableNames({ roots: [...roots, ...own], edgesOf });
  }
  return own;
};
