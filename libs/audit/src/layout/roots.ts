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
