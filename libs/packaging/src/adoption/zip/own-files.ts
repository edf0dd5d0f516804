import { basename } from 'node:path';
import { fileType } from '@layerkit/zip';
import { isLeftOut } from '@layerkit/zip/sources';
import {
  type AuditedFile,
  type Distribution,
  finderFolder,
  type OpenedSubject,
} from '@layerkit/audit/subject';

/** A file that belongs to no package from an index. */
export interface OwnFile {
  /** The file in the zip. */
  readonly file: AuditedFile;
  /** Path below the folder that modules are imported from; undefined if it is elsewhere or a link. */
  readonly path: string | undefined;
}

/**
 * Returns the files that belong to none of the distributions. Leaves out files of installers and editors, and the
 * commands in `bin/` that an installer creates for packages.
 */
export const findOwnFiles = (
  { files, pythonRoots, ownerOf }: OpenedSubject,
  distributions: readonly Distribution[],
): readonly OwnFile[] => {
  const owners = new Set(distributions.map(({ name }) => name));
  return files
    .filter(({ path }) => !owners.has(ownerOf(path) ?? '') && !isLeftBehind(path))
    .map((file) => ({ file, path: isLink(file) ? undefined : below(pythonRoots, file.path) }))
    .filter(({ path }) => path === undefined || !/^(?:bin\/|\.lock$)/.test(path));
};

const isLink = ({ mode }: AuditedFile): boolean => (mode & fileType.mask) === fileType.symlink;

const isLeftBehind = (path: string): boolean =>
  path.startsWith(finderFolder) ||
  isLeftOut(basename(path), false) ||
  path.split('/').some((part) => isLeftOut(part, true));

/** Returns the path below the longest matching root: `python/lib/python3.12/site-packages/` is inside `python/`. */
const below = (roots: readonly string[], path: string): string | undefined => {
  const root = [...roots].sort((a, b) => b.length - a.length).find((one) => path.startsWith(one));
  return root === undefined ? undefined : path.slice(root.length);
};
