/**
 * Returns the import cycles between the folders of a library. In each folder, its files and its subfolders
 * (with everything in them) may import one another in one direction only. So a file may import a subfolder that
 * imports another file next to it, but not one that leads back to that file. dependency-cruiser's own rules for
 * folders miss a cycle between two folders that leads through their subfolders, and one between a folder and
 * its parent.
 * @param {readonly Import[]} imports
 * @returns {readonly string[]} one line per cycle, with an import for each step
 */
export const folderCycles = (imports) =>
  [...byFolder(imports)].flatMap(([folder, graph]) => {
    const cycles = [...graph.keys()].sort().map((entry) => shortestCycle(graph, entry));
    const found = cycles.filter((cycle) => cycle.some((entry) => entry.endsWith('/')));
    const distinct = new Map(found.reverse().map((cycle) => [cycle.toSorted().join(), cycle]));
    return [...distinct.values()].map((cycle) => describe(folder, cycle, graph));
  });

/** @typedef {{ readonly from: string, readonly to: string }} Import paths of files, from the root of the workspace */
/** @typedef {Map<string, Map<string, Import>>} Graph from an entry of a folder to those it imports, and by which file */

/**
 * Groups the imports by the folder that both ends have in common.
 * @param {readonly Import[]} imports
 * @returns {Map<string, Graph>} a graph for each folder
 */
const byFolder = (imports) => {
  /** @type {Map<string, Graph>} */
  const folders = new Map();
  for (const { from, to } of imports) {
    const [source, target] = [from.split('/'), to.split('/')];
    const depth = source.findIndex((name, index) => name !== target[index]);
    const folder = source.slice(0, depth).join('/');
    const graph = folders.get(folder) ?? new Map();
    const edges = graph.get(entryAt(source, depth)) ?? new Map();
    edges.set(entryAt(target, depth), { from, to });
    folders.set(folder, graph.set(entryAt(source, depth), edges));
  }
  return folders;
};

/**
 * Returns an entry of a folder. The name of a subfolder ends with a slash.
 * @type {(path: readonly string[], depth: number) => string}
 */
const entryAt = (path, depth) => `${path[depth] ?? ''}${depth < path.length - 1 ? '/' : ''}`;

/**
 * Returns the shortest cycle through an entry.
 * @param {Graph} graph
 * @param {string} start
 * @returns {readonly string[]} the entries of the cycle, beginning with the start; empty if there is no cycle
 */
const shortestCycle = (graph, start) => {
  const ways = [[start]];
  const seen = new Set();
  for (const way of ways)
    for (const next of graph.get(way.at(-1) ?? '')?.keys() ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  return [];
};

/** @type {(folder: string, cycle: readonly string[], graph: Graph) => string} */
const describe = (folder, cycle, graph) => {
  const steps = cycle.map((entry, index) => {
    const { from, to } = graph.get(entry)?.get(cycle[(index + 1) % cycle.length] ?? '') ?? {
      from: '',
      to: '',
    };
    return `\n    ${from} → ${to}`;
  });
  return `${folder}: ${[...cycle, cycle[0]].join(' → ')}${steps.join('')}`;
};
