/** The folder that macOS’s Finder and ditto add to a zip. */
export const finderFolder = '__MACOSX/';

/** Returns the folder that contains a path, with its `/`; empty at the root of the zip. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);

/** Returns the name of a file without its folder. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Returns the first part of a path: `build/` for `build/python/a.py`, or the name of a file at the root. */
export const topOf = (path: string): string => path.slice(0, path.indexOf('/') + 1) || path;

/** Returns whether a path is a source, bytecode or a compiled module. */
export const isModule = (path: string): boolean => /\.(?:py|pyc|so|pyd)$/.test(path);
