/**
 * The circles between the folders of a library. Inside each folder, its files and its subfolders (with all that is in
 * them) may import one another in one direction only. So a file may import a subfolder that imports another file
 * beside it, but not one that leads back to that file. dependency-cruiser's own rules for folders don't see a circle
 * between two folders if it leads through their subfolders, nor one between a folder and its parent.
 * @param {readonly Import[]} imports
 * @returns {readonly string[]} one line for each circle, with an import for each step
 */
export const folderCircles = (imports) =>
  [...byFolder(imports)].flatMap(([folder, graph]) => {
    const circles = [...graph.keys()].sort().map((entry) => shortestCircle(graph, entry));
    const found = circles.filter((circle) => circle.some((entry) => entry.endsWith('/')));
    const distinct = new Map(found.reverse().map((circle) => [circle.toSorted().join(), circle]));
    return [...distinct.values()].map((circle) => describe(folder, circle, graph));
  });

/** @typedef {{ readonly from: string, readonly to: string }} Import paths of files, from the root of the workspace */
/** @typedef {Map<string, Map<string, Import>>} Graph from an entry of a folder to those it imports, and by which file */

/**
 * @param {readonly Import[]} imports
 * @returns {Map<string, Graph>} for each folder
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
 * A folder's name ends with a slash.
 * @type {(path: readonly string[], depth: number) => string}
 */
const entryAt = (path, depth) => `${path[depth] ?? ''}${depth < path.length - 1 ? '/' : ''}`;

/**
 * @param {Graph} graph
 * @param {string} start
 * @returns {readonly string[]} the entries from the start until before it comes again; none if there is no way back
 */
const shortestCircle = (graph, start) => {
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

/** @type {(folder: string, circle: readonly string[], graph: Graph) => string} */
const describe = (folder, circle, graph) => {
  const steps = circle.map((entry, index) => {
    const { from, to } = graph.get(entry)?.get(circle[(index + 1) % circle.length] ?? '') ?? {
      from: '',
      to: '',
    };
    return `\n    ${from} → ${to}`;
  });
  return `${folder}: ${[...circle, circle[0]].join(' → ')}${steps.join('')}`;
};
