export { makeZip, type ZipEntry } from './make-zip.ts';
export { temporaryDirectory } from './temporary-directory.ts';
export { temporaryFolders } from './temporary-folders.ts';
export { writeTree } from './write-tree.ts';
