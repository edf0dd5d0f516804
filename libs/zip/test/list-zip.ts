import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZipEntry } from '../src/format/zip-entry.ts';
import { readZipFile } from '../src/read-zip-file.ts';

export interface ZipListing {
  readonly entries: readonly ZipEntry[];
  readonly problems: readonly string[];
}

/** What the strict reader says of a file. */
export const listZipFile = (path: string): ZipListing => {
  const problems: string[] = [];
  const { entries } = readZipFile(path, (problem) => problems.push(problem));
  return { entries, problems };
};

/** The same of bytes, written to a folder first. */
export const listZipBytes = async (directory: string, bytes: Buffer): Promise<ZipListing> => {
  const path = join(directory, 'made.zip');
  await writeFile(path, bytes);
  return listZipFile(path);
};
