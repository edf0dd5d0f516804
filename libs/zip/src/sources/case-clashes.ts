/**
 * Names, folders' included, that are the same on a file system that ignores case: what is built from them
 * depends on where they were checked out. One line for each pair.
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

/** `a/b/c.py` → `a/`, `a/b/`, `a/b/c.py`; a folder and a file of one name can’t be anyway. */
const withFolders = (name: string): string[] => {
  const parts = name.split('/');
  return parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}${at + 1 < parts.length ? '/' : ''}`);
};
