import type { RuntimeFamily } from './runtimes/runtime-record.ts';
import { recordOf, type Runtime } from './runtimes/runtime.ts';

/*
 * Lambda unpacks a layer’s zip over /opt. The folders that it reads there: developer guide, "Layer paths for each
 * Lambda runtime"; for extensions, "Lambda Extensions API".
 */

/** The folder of a layer that holds the packages for a family of runtimes. */
export const packagesFolder = { python: 'python/' } as const satisfies Readonly<
  Record<RuntimeFamily, string>
>;

/** The folder of a layer that holds the packages for a runtime. */
export const packagesFolderOf = (runtime: Runtime): string => packagesFolder[recordOf(runtime).family];

/** The folders that only the runtimes of other families read. */
export const foreignFolders: readonly string[] = ['nodejs/', 'java/', 'ruby/'];

/** The folders of a layer that Lambda runs programs from: each file in `extensions/`, and `bin/` is on PATH. */
export const programFolders: readonly string[] = ['bin/', 'extensions/'];

/** Every folder of a layer that some Lambda runtime reads. */
export const layerFolders: readonly string[] = [
  ...Object.values(packagesFolder),
  ...foreignFolders,
  'lib/',
  ...programFolders,
];

/** Whether a zip is a layer or a function. A function’s zip has its modules at the root. */
export type ZipRole = 'layer' | 'function';

/** The folder of a zip that has the packages of Python. */
export const packagesIn: Readonly<Record<ZipRole, string>> = { layer: packagesFolder.python, function: '' };

/** The folder that Lambda unpacks a zip to. */
export const unpackedTo: Readonly<Record<ZipRole, string>> = { layer: '/opt/', function: '/var/task/' };

/** The folders of a zip that are on LD_LIBRARY_PATH (developer guide, "Defined runtime environment variables"). */
export const libraryFolders: Readonly<Record<ZipRole, readonly string[]>> = {
  layer: ['lib/'],
  function: ['', 'lib/'],
};

/** The folders of a layer that a runtime imports from. */
export const importedFolders = (runtime: Runtime): readonly string[] => [
  packagesFolderOf(runtime),
  sitePackagesFolder(runtime),
];

/** `python/lib/python3.12/site-packages/` */
export const sitePackagesFolder = (runtime: Runtime): string =>
  `${packagesFolderOf(runtime)}lib/${runtime}/site-packages/`;
