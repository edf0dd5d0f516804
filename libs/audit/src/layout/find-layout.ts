import type { Target } from '@layerkit/platform-resolution';
import { importedFolders } from '@layerkit/platform-resolution/layout';
import { findPackageRoots } from './package-roots.ts';
import { finderFolder, folderOf } from './roots.ts';
import { findRootsBelow } from './roots-below.ts';

/** Why packages in a folder are not imported, or how they got there. */
export type MisplacedKind = 'nested' | 'loose' | 'other-python' | 'virtual-environment' | 'program';

/** A folder that modules were meant to be imported from but are not. */
export interface MisplacedRoot {
  readonly kind: MisplacedKind;
  /** The folder that the finding is about: the whole virtual environment, or the root itself. */
  readonly folder: string;
  /** The folder that contains the packages, with a `/` at its end; empty for the root of the zip. */
  readonly root: string;
}

/** The folders of a zip that contain Python modules, in the right place or not. */
export interface Layout {
  /** The folders of `importedFolders` that have files. */
  readonly imported: readonly string[];
  readonly misplaced: readonly MisplacedRoot[];
  /** The folders of virtual environments, each with a `/` at its end. Some are also imported from. */
  readonly virtualEnvironments: readonly string[];
}

/** Finds the folders with modules in a zip, by file names alone. */
export const findLayout = (all: readonly string[], target: Target): Layout => {
  // macOS’s Finder adds a shadow file with the same name for each file there.
  const paths = all.filter((path) => !path.startsWith(finderFolder));
  const virtualEnvironments = findVirtualEnvironments(paths);
  const wanted = importedFolders(target.runtime);
  const roots = new Set([...findPackageRoots(paths, wanted), ...findRootsBelow(paths, wanted)]);
  const misplaced = [...roots]
    .filter((root) => !wanted.includes(root))
    .slice(0, mostFolders)
    .map((root) => describeRoot(root, virtualEnvironments));
  const elsewhere = misplaced.map(({ root }) => root).filter((root) => root !== '');
  const imported = wanted.filter((root) =>
    paths.some((path) => path.startsWith(root) && !elsewhere.some((other) => path.startsWith(other))),
  );
  return { imported, misplaced, virtualEnvironments };
};

/** Files that mark a virtual environment: `pyvenv.cfg` (PEP 405), or its scripts if that file is missing. */
const environmentMarks = ['pyvenv.cfg', 'bin/activate', 'Scripts/activate'];

const findVirtualEnvironments = (paths: readonly string[]): readonly string[] => {
  const found = environmentMarks.flatMap((mark) =>
    paths.filter((path) => path.endsWith(mark)).map((path) => path.slice(0, -mark.length)),
  );
  const folders = found.filter((folder) => folder === '' || folder.endsWith('/'));
  const outermost: string[] = [];
  // Sorted, so that a folder follows the one that it is in.
  for (const folder of [...new Set(folders)].sort()) {
    const before = outermost.at(-1);
    if (before === undefined || !folder.startsWith(before)) outermost.push(folder);
  }
  return outermost.slice(0, mostFolders);
};

/** Each file is compared with each of these folders. Real zips have one or two. */
const mostFolders = 100;

const describeRoot = (root: string, virtualEnvironments: readonly string[]): MisplacedRoot => {
  const environment = virtualEnvironments.find((folder) => root.startsWith(folder));
  if (environment !== undefined) return { kind: 'virtual-environment', folder: environment, root };
  if (root === '') return { kind: 'loose', folder: root, root };
  const kind = /^python\/lib\/python\d[\d.]*\/site-packages\/$/.test(root) ? 'other-python' : 'nested';
  return { kind, folder: kind === 'other-python' ? folderOf(root) : root, root };
};
