export { failureOf } from './failure-of.ts';
export { hasProgram } from './has-program.ts';
export { listenOnLoopback } from './loopback.ts';
export { python } from './python.ts';
export { extraField, type RawEntry, rawZip, type RawZipOptions, uint32, uint64 } from './raw-zip.ts';
export { scratchFolders } from './scratch.ts';
export { writeTree } from './write-tree.ts';
export { zipCommand, type ZipTool, zipTools } from './zip-tools.ts';
