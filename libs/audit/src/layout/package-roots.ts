import { layerFolders } from '@layerkit/platform-resolution/layout';
import { folderOf, isModule } from './roots.ts';

/**
 * Returns the folders that packages were installed into, each with a `/` at its end, and an empty string for
 * the root of the zip. These are the folders with a `.dist-info` or `.egg-info`. If there are none, and the
 * wanted roots are empty, it is the folder that was meant to be one, judging by its name or content.
 */
export const findPackageRoots = (paths: readonly string[], wanted: readonly string[]): readonly string[] => {
  const packages = packageFolders(paths);
  const byMetadata = [...new Set(paths.map(metadataParent).filter((root) => root !== undefined))].sort();
  // Vendored packages don’t count: setuptools/_vendor/ has .dist-info folders too.
  const installed = byMetadata.filter((root) => !isInsidePackage(root, packages));
  if (installed.length > 0) return installed;
  const inPlace = paths.some((path) => wanted.some((root) => path.startsWith(root)));
  const byName = rootByName(paths, packages);
  if (byName !== undefined && (!inPlace || isSitePackages(byName))) return [byName];
  const beside = paths.some((path) => layerFolders.some((folder) => path.startsWith(folder)));
  const byContent = beside ? undefined : rootByContent(paths, packages);
  return byContent === undefined ? [] : [byContent];
};

const metadataParent = (path: string): string | undefined => {
  const at = Math.max(path.lastIndexOf('.dist-info/'), path.lastIndexOf('.egg-info/'));
  return at < 0 ? undefined : folderOf(path.slice(0, at));
};

/** Returns the folders that are packages, such as `python/numpy/`. */
const packageFolders = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.filter((path) => path.endsWith('/__init__.py')).map(folderOf));

const isInsidePackage = (folder: string, packages: ReadonlySet<string>): boolean =>
  folder !== '' && (packages.has(folder) || isInsidePackage(folderOf(folder), packages));

const isSitePackages = (root: string): boolean => root.endsWith('/site-packages/');

/** Returns the folder nearest to the root that is named `python` or `site-packages` and has modules. */
const rootByName = (paths: readonly string[], packages: ReadonlySet<string>): string | undefined => {
  const found = paths
    .filter(isModule)
    .map((path) => /^(?:.*?\/)?site-packages\/|^(?:.*?\/)?python\//i.exec(path)?.[0])
    .filter((root) => root !== undefined && !isInsidePackage(root, packages));
  return shallowest(found.filter((root) => root !== undefined));
};

/** Returns the folder nearest to the root that has packages or modules. */
const rootByContent = (paths: readonly string[], packages: ReadonlySet<string>): string | undefined =>
  shallowest(paths.filter(isModule).map((path) => outermostPackage(folderOf(path), packages)));

/** Returns the folder that contains the outermost package around a folder. */
const outermostPackage = (folder: string, packages: ReadonlySet<string>): string =>
  isInsidePackage(folder, packages) ? outermostPackage(folderOf(folder), packages) : folder;

const shallowest = (folders: readonly string[]): string | undefined =>
  [...new Set(folders)].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))[0];

const depth = (folder: string): number => folder.split('/').length;
