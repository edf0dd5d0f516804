import { posix } from 'node:path';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { unpackedTo, type ZipRole } from '@layerkit/platform-resolution/layout';

/** Returns a folder of a file’s search path as a path in the zip. */
export const folderInZip = (folder: string, { path }: BinaryFacts, role: ZipRole): string => {
  const root = unpackedTo[role];
  const origin = root + posix.dirname(path);
  const expanded = posix.join(folder.replace(/\$ORIGIN|\$\{ORIGIN\}/, origin), '/');
  return expanded.startsWith(root) ? expanded.slice(root.length) : expanded;
};
