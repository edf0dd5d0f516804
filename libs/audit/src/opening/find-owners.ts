import { folderOf } from '../layout/roots.ts';
import type { AuditSubject, Distribution } from '../subject/subject.ts';

/**
 * Returns a function that finds the distribution that owns a path, in this order: the one whose RECORD lists
 * the path or the source that it was compiled from; the one that owns all recorded files of the path’s folder,
 * or of the nearest folder above it; without a RECORD, the one with the folder’s name.
 */
export const findOwners = (
  distributions: readonly Distribution[],
  pythonRoots: readonly string[],
): AuditSubject['ownerOf'] => {
  // Read on demand, because most audits need no owners.
  let known: Owners | undefined;
  return (path) => {
    known ??= readOwners(distributions, pythonRoots);
    const recorded = known.files.get(path) ?? known.files.get(sourceOf(path));
    return recorded ?? ownerOfFolder(folderOf(path), known, pythonRoots);
  };
};

/** Returns `a.py` for `__pycache__/a.cpython-312.pyc` (PEP 3147), and any other path unchanged. */
const sourceOf = (path: string): string => path.replace(/__pycache__\/([^/.]+)\.[^/]+\.pyc$/, '$1.py');

interface Owners {
  readonly files: ReadonlyMap<string, string>;
  /** Undefined for a folder with files of several distributions. */
  readonly folders: ReadonlyMap<string, string | undefined>;
}

const readOwners = (distributions: readonly Distribution[], pythonRoots: readonly string[]): Owners => {
  const files = new Map<string, string>();
  const folders = new Map<string, string | undefined>();
  const claim = (folder: string, name: string): void => {
    if (folder === '' || pythonRoots.includes(folder)) return;
    const owner = folders.get(folder);
    // If a folder is shared, the folders around it are too.
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
