export { zipSources, type ZippedSources } from './sources/zip-sources.ts';
export { sourceFolder } from './sources/source-folder.ts';
export { isLeftOut } from './sources/left-out-names.ts';
export { isInside, type LeavesOut, leftOutByName, walkSources } from './sources/walk-sources.ts';
