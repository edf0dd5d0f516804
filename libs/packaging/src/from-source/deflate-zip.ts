import { readFile, writeFile } from 'node:fs/promises';
import type { Zippable } from 'fflate';
import { readZipFile, type ZipEntry } from '@layerkit/zip';

/**
 * Writes a copy of an uncompressed zip with deflated files. Compresses in JavaScript, which gives the same bytes on
 * every host, unlike Node’s zlib. Holds the whole zip in memory.
 */
export const deflateZip = async (stored: string, path: string): Promise<void> => {
  const { zipSync } = await import('fflate');
  const bytes = await readFile(stored);
  const entries: Zippable = {};
  for (const { name, dataOffset, unpackedBytes, executable } of listStored(stored)) {
    const mode = regularFile | (executable ? 0o755 : 0o644);
    const content = bytes.subarray(dataOffset, dataOffset + unpackedBytes);
    entries[name] = [content, { level: unpackedBytes === 0 ? 0 : 9, attrs: mode << 16 }];
  }
  // the library uses the local time of this date
  await writeFile(path, zipSync(entries, { os: unix, mtime: new Date(1980, 0, 1) }));
};

const listStored = (path: string): readonly ZipEntry[] =>
  readZipFile(path, (problem) => {
    throw new Error(`${path}: ${problem}`);
  }).entries;

/** S_IFREG (stat(2)). */
const regularFile = 0o100000;

/** The host system of the modes (APPNOTE 4.4.2). */
const unix = 3;
