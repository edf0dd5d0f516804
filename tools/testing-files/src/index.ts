export { manyNames, nestedEntries } from './hostile-zips.ts';
export { makeZip, type ZipEntry } from './make-zip.ts';
export { extraField, rawZip, uint32, uint64, type RawEntry, type RawZipOptions } from './raw-zip.ts';
export { temporaryDirectory } from './temporary-directory.ts';
export { temporaryFolders } from './temporary-folders.ts';
export { writeTree } from './write-tree.ts';
export { zipCommand, zipTools, type ZipTool } from './zip-tools.ts';
