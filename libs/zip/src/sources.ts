export { zipSources } from './sources/zip-sources.ts';
export { zipFolders } from './sources/zip-folders.ts';
export { zipPlaces } from './sources/zip-places.ts';
export { walkPlaces } from './sources/walk-places.ts';
export type { ZippedSources } from './sources/write-stored-zip.ts';
export { sourceFolder } from './sources/source-folder.ts';
export { isLeftOut } from './sources/left-out-names.ts';
export { isInside, type LeavesOut, leftOutByName, walkSources } from './sources/walk-sources.ts';
