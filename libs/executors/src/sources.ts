// For the project graph too. Every command of a workspace waits for it, so nothing here loads zod.
export { filesBelow } from './sources/files-below.ts';
export { namedFolders, type SourcesPlace } from './sources/named-folders.ts';
export { ownerOf } from './sources/owner-of.ts';
export { projectNamesIn } from './sources/project-names-in.ts';
