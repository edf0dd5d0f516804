/**
 * Returns names, also of folders, that are equal on a file system that ignores case, one line per pair. An
 * artifact built from them would depend on where they were checked out.
 */
export const caseClashes = (names: readonly string[]): readonly string[] => {
  const first = new Map<string, string>();
  const clashes = new Set<string>();
  for (const name of names.flatMap(withFolders)) {
    const folded = name.toLowerCase();
    const other = first.get(folded) ?? name;
    first.set(folded, other);
    if (other !== name) clashes.add(`${other} and ${name} differ only in case`);
  }
  return [...clashes];
};

/**
 * Returns a path with its folders: `a/`, `a/b/`, `a/b/c.py` for `a/b/c.py`. A folder and a file can’t have one
 * name anyway.
 */
const withFolders = (name: string): string[] => {
  const parts = name.split('/');
  return parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}${at + 1 < parts.length ? '/' : ''}`);
};
