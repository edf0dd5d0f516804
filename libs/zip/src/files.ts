export { type ByteSink, openSink } from './files/byte-sink.ts';
export { type FileWindow, openWindow, windowBytes } from './files/file-window.ts';
export { type InputFile, reopenInputFile, withInputFile } from './files/input-file.ts';
export { endSha256 } from './files/sha256.ts';
export { sweepPartialFiles } from './files/sweep-partial-files.ts';
