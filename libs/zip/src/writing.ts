export { contentDigest } from './format/content-digest.ts';
export { endRecordBytes, entryBytes } from './format/zip-record.ts';
export { compareUnits, sortByName } from './name-order.ts';
export { fitsZip, openZipWriter } from './zip-writer.ts';
