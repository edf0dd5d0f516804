export { formatOf } from './binary-format.ts';
export { type ByteSource, isWithin, sourceOf } from './bytes/byte-source.ts';
export { parseExtensionName } from './extension-name.ts';
export type { BinaryFacts, BinaryHeaders, NeededVersion } from './facts/binary-facts.ts';
export type { ReadingFor } from './facts/reading-for.ts';
export { isNewer } from './facts/version-order.ts';
export { readBinary } from './read-binary.ts';
