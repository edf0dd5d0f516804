import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZipEntry } from '../src/format/zip-entry.ts';
import { readZipFile } from '../src/read-zip-file.ts';

export interface ZipListing {
  readonly entries: readonly ZipEntry[];
  readonly problems: readonly string[];
}

/** Returns the entries and problems that the strict reader finds in a file. */
export const listZipFile = (path: string): ZipListing => {
  const problems: string[] = [];
  const { entries } = readZipFile(path, (problem) => problems.push(problem));
  return { entries, problems };
};

/** Returns the same for bytes, which it first writes to a folder. */
export const listZipBytes = async (directory: string, bytes: Buffer): Promise<ZipListing> => {
  const path = join(directory, 'made.zip');
  await writeFile(path, bytes);
  return listZipFile(path);
};
