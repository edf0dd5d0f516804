import { basename } from 'node:path';
import { fileType, isLeftOut } from '@layerkit/zip';
import { type AuditedFile, type Distribution, finderFolder, type OpenedSubject } from '@layerkit/audit';

/** A file that no package from an index brought. */
export interface OwnFile {
  /** In the zip. */
  readonly file: AuditedFile;
  /** Below the folder that modules are imported from; undefined where it lies elsewhere, and of a link. */
  readonly path: string | undefined;
}

/**
 * The files that belong to none of the distributions. What installers and editors leave is not among them, nor are
 * the commands in `bin/` that an installer makes for packages.
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

/** The longest root is the one that was meant: `python/lib/python3.12/site-packages/` lies in `python/`. */
const below = (roots: readonly string[], path: string): string | undefined => {
  const root = [...roots].sort((a, b) => b.length - a.length).find((one) => path.startsWith(one));
  return root === undefined ? undefined : path.slice(root.length);
};
