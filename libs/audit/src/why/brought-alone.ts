import {
  reachableNames,
  requirementGraph,
  type GraphMaterial,
  type RequirementGraph,
} from './requirement-graph.ts';

/** Returns the packages that only one package brings in, sorted by name. */
export const broughtAlone = (graph: RequirementGraph, name: string): readonly string[] =>
  missingWithout(graph, name, reachableNames(graph));

/**
 * Returns for each package the packages that only it brings in. Returns undefined for a zip with so many packages or
 * requirements that this would take seconds: no real layer has them.
 */
export const allBroughtAlone = (
  material: GraphMaterial,
): ReadonlyMap<string, readonly string[]> | undefined => {
  const { distributions } = material;
  const lines = distributions.reduce((sum, { requires }) => sum + requires.length, 0);
  if (distributions.length * (distributions.length + lines) > mostSteps) return undefined;
  const graph = requirementGraph(material);
  const all = reachableNames(graph);
  return new Map(distributions.map(({ name }) => [name, missingWithout(graph, name, all)]));
};

/** About a second. The example layer of 75 packages takes 42,000. */
const mostSteps = 3_000_000;

const missingWithout = (
  graph: RequirementGraph,
  name: string,
  all: ReadonlySet<string>,
): readonly string[] => {
  const without = reachableNames(graph, name);
  return [...all].filter((other) => other !== name && !without.has(other)).sort();
};
