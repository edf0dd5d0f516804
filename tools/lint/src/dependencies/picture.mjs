/**
 * Draws which libraries import which as a Mermaid flowchart. An arrow is left out if other arrows already lead
 * from the one library to the other.
 * @param {readonly import('./folder-cycles.mjs').Import[]} imports
 * @returns {string}
 */
export const drawLibraries = (imports) => {
  const names = [...new Set(imports.flatMap(({ from, to }) => [libraryOf(from), libraryOf(to)]))].sort();
  /** @type {(library: string) => readonly string[]} */
  const importedBy = (library) =>
    names.filter(
      (other) =>
        other !== library &&
        imports.some(({ from, to }) => libraryOf(from) === library && libraryOf(to) === other),
    );
  const direct = new Map(names.map((library) => [library, importedBy(library)]));
  /** @type {(library: string) => readonly string[]} */
  const reached = (library) => (direct.get(library) ?? []).flatMap((other) => [other, ...reached(other)]);
  const arrows = names.flatMap((library) => {
    const others = direct.get(library) ?? [];
    const indirect = new Set(others.flatMap(reached));
    return others.filter((other) => !indirect.has(other)).map((other) => `  ${library} --> ${other}`);
  });
  return ['```mermaid', 'flowchart TD', ...arrows, '```'].join('\n');
};

/** @param {string} path below `libs/` */
const libraryOf = (path) => path.split('/')[1] ?? '';
