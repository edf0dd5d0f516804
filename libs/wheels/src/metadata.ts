export { type EntryPoint, parseEntryPoints } from './metadata/parse-entry-points.ts';
export { type CoreMetadata, mostMetadataBytes, parseMetadata } from './metadata/parse-metadata.ts';
export { parseRecord } from './metadata/parse-record.ts';
