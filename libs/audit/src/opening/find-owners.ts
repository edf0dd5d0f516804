import { folderOf } from '../layout/roots.ts';
import type { AuditSubject, Distribution } from '../subject/subject.ts';

/**
 * The distribution that a path belongs to: whose RECORD names it, or the source that it was compiled from; else the one
 * that all recorded files of its folder are of, or of the folder around it; else, where there is no RECORD, the one of the folder’s name.
 */
export const findOwners = (
  distributions: readonly Distribution[],
  pythonRoots: readonly string[],
): AuditSubject['ownerOf'] => {
  // Most audits ask for no owner at all.
  let known: Owners | undefined;
  return (path) => {
    known ??= readOwners(distributions, pythonRoots);
    const recorded = known.files.get(path) ?? known.files.get(sourceOf(path));
    return recorded ?? ownerOfFolder(folderOf(path), known, pythonRoots);
  };
};

/** `a.py` for `__pycache__/a.cpython-312.pyc` (PEP 3147); any other path as it is. */
const sourceOf = (path: string): string => path.replace(/__pycache__\/([^/.]+)\.[^/]+\.pyc$/, '$1.py');

interface Owners {
  readonly files: ReadonlyMap<string, string>;
  /** Undefined where several have files in it. */
  readonly folders: ReadonlyMap<string, string | undefined>;
}

const readOwners = (distributions: readonly Distribution[], pythonRoots: readonly string[]): Owners => {
  const files = new Map<string, string>();
  const folders = new Map<string, string | undefined>();
  const claim = (folder: string, name: string): void => {
    if (folder === '' || pythonRoots.includes(folder)) return;
    const owner = folders.get(folder);
    // What is shared already, its outer folders are too.
    if (folders.has(folder) && (owner === name || owner === undefined)) return;
    folders.set(folder, folders.has(folder) ? undefined : name);
    claim(folderOf(folder), name);
  };
  for (const { name, directory, record } of distributions) {
    claim(directory, name);
    if (record === undefined) claim(folderOf(directory) + name.replaceAll('-', '_') + '/', name);
    for (const path of record ?? []) {
      if (!files.has(path)) files.set(path, name);
      claim(folderOf(path), name);
    }
  }
  return { files, folders };
};

const ownerOfFolder = (
  folder: string,
  owners: Owners,
  pythonRoots: readonly string[],
): string | undefined => {
  if (folder === '' || pythonRoots.includes(folder)) return undefined;
  if (owners.folders.has(folder)) return owners.folders.get(folder);
  return ownerOfFolder(folderOf(folder), owners, pythonRoots);
};
