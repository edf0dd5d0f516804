import {
  keyOf,
  type GraphEdge,
  type GraphNode,
  type GraphRoot,
  type RequirementGraph,
} from './requirement-graph.ts';

/** A path of requirements from the layer to the wanted package. The root comes first. */
export interface Chain {
  readonly root: GraphRoot;
  readonly edges: readonly GraphEdge[];
}

export interface Chains {
  readonly chains: readonly Chain[];
  /** Whether there may be more chains: the search stopped. */
  readonly more: boolean;
}

/**
 * Returns up to `most` chains by which the roots bring a package in, the shortest first. No chain visits a
 * package twice, and chains that differ only in an extra count as one.
 */
export const shortestChains = (graph: RequirementGraph, wanted: string, most: number): Chains => {
  const waiting = openQueue(distancesTo(graph, wanted));
  graph.roots.forEach((root) => waiting.add({ root, edges: [root] }));
  const found = new Map<string, Chain>();
  let chain = waiting.takeShortest();
  for (let steps = 0; chain !== undefined && steps < mostSteps; steps += 1) {
    if (lastOf(chain).name !== wanted) for (const longer of extended(chain, graph)) waiting.add(longer);
    else if (found.size < most || found.has(textOf(chain))) found.set(textOf(chain), chain);
    else break;
    chain = waiting.takeShortest();
  }
  const place = ({ root }: Chain): number => graph.roots.indexOf(root);
  const chains = [...found.values()].sort((a, b) => a.edges.length - b.edges.length || place(a) - place(b));
  return { chains, more: chain !== undefined };
};

/** Far more than a layer needs. Packages that all require each other have very many chains. */
const mostSteps = 20_000;

const lastOf = ({ root, edges }: Chain): GraphNode => (edges.at(-1) ?? root).to;

/** Returns the chains that are one step longer. An extra may continue with another extra of the same package. */
const extended = (chain: Chain, { edgesOf }: RequirementGraph): readonly Chain[] => {
  const last = lastOf(chain);
  const names = new Set(chain.edges.map(({ to }) => to.name).filter((name) => name !== last.name));
  const nodes = new Set(chain.edges.map(({ to }) => keyOf(to)));
  return edgesOf(last)
    .filter(({ to }) => !names.has(to.name) && !nodes.has(keyOf(to)))
    .map((edge) => ({ ...chain, edges: [...chain.edges, edge] }));
};

/**
 * Returns a queue of chains by their length plus the distance still to go, so that the first one is always the
 * shortest.
 */
const openQueue = (distances: ReadonlyMap<string, number>) => {
  const waiting: (Chain[] | undefined)[] = [];
  return {
    add(chain: Chain): void {
      const away = distances.get(keyOf(lastOf(chain)));
      if (away !== undefined) (waiting[chain.edges.length + away] ??= []).push(chain);
    },
    takeShortest: (): Chain | undefined =>
      waiting.find((chains) => chains !== undefined && chains.length > 0)?.pop(),
  };
};

const textOf = ({ root, edges }: Chain): string =>
  [root.where, root.text, ...edges.slice(1).map(({ to, text }) => `${to.name} ${text}`)].join(' > ');

/** Returns the number of edges from each node to the wanted package. */
const distancesTo = ({ roots, edgesOf }: RequirementGraph, wanted: string): ReadonlyMap<string, number> => {
  const nodes = new Map<string, GraphNode>(roots.map(({ to }) => [keyOf(to), to]));
  const requiring = new Map<string, string[]>();
  // The map grows during the loop.
  for (const [key, node] of nodes)
    for (const { to } of edgesOf(node)) {
      nodes.set(keyOf(to), to);
      requiring.set(keyOf(to), [...(requiring.get(keyOf(to)) ?? []), key]);
    }
  const targets = [...nodes].filter(([, { name }]) => name === wanted).map(([key]) => key);
  const distances = new Map(targets.map((key) => [key, 0]));
  for (const [key, distance] of distances)
    for (const before of requiring.get(key) ?? [])
      if (!distances.has(before)) distances.set(before, distance + 1);
  return distances;
};
