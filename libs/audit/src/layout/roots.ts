import type { Target } from '@layerkit/platform-resolution';

/**
 * Folders of a layer zip that the runtime imports from, once it is unpacked over /opt (Lambda guide, "Layer paths
 * for each Lambda runtime").
 */
export const importedRoots = ({ runtime }: Target): readonly string[] => ['python/', sitePackagesOf(runtime)];

/** `python/lib/python3.12/site-packages/` */
export const sitePackagesOf = (runtime: string): string => `python/lib/${runtime}/site-packages/`;

/** What any Lambda runtime looks into below /opt (same page), and where extensions lie. */
export const knownRoots = ['python', 'nodejs', 'java', 'ruby', 'lib', 'bin', 'extensions'] as const;

/** What macOS’s Finder and ditto add to a zip. */
export const finderFolder = '__MACOSX/';

/** The folder in front of a path’s last part, with its `/`; empty at the root of the zip. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);

/** A file’s own name. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What stands at the root of the zip: `build/` of `build/python/a.py`, or a file’s own name. */
export const topOf = (path: string): string => path.slice(0, path.indexOf('/') + 1) || path;

/** Sources and compiled modules. */
export const isModule = (path: string): boolean => /\.(?:py|pyc|so|pyd)$/.test(path);
