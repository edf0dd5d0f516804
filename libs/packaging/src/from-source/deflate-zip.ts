import { readFile, writeFile } from 'node:fs/promises';
import type { Zippable } from 'fflate';
import { readZipFile, type ZipEntry } from '@layerkit/zip';

/**
 * Writes a zip whose files are stored once more, deflated by JavaScript: the same bytes on every host, as Node’s own
 * zlib does not give. All of it is in memory.
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
  // the library asks a date for its local time
  await writeFile(path, zipSync(entries, { os: unix, mtime: new Date(1980, 0, 1) }));
};

const listStored = (path: string): readonly ZipEntry[] =>
  readZipFile(path, (problem) => {
    throw new Error(`${path}: ${problem}`);
  }).entries;

/** S_IFREG, as stat(2) has it. */
const regularFile = 0o100000;

/** The system whose modes these are (APPNOTE 4.4.2). */
const unix = 3;
