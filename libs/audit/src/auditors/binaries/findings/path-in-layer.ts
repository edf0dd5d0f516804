import { posix } from 'node:path';
import type { BinaryFacts } from '@layerkit/binary-formats';

/** Returns a folder of a file’s search path as a path in the zip, which is unpacked to /opt. */
export const folderInLayer = (folder: string, { path }: Pick<BinaryFacts, 'path'>): string => {
  const origin = `/opt/${posix.dirname(path)}`;
  return posix.join(folder.replace(/\$ORIGIN|\$\{ORIGIN\}/, origin), '/').replace(/^\/opt\//, '');
};
