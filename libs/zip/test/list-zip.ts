import { openSync, closeSync, fstatSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWindow } from '../src/files/file-window.ts';
import { readZip } from '../src/read-zip.ts';
import type { ZipEntry } from '../src/format/zip-entry.ts';

export interface ZipListing {
  readonly entries: readonly ZipEntry[];
  readonly problems: readonly string[];
}

/** What the strict reader says of a file. */
export const listZipFile = (path: string): ZipListing => {
  const fd = openSync(path, 'r');
  try {
    const problems: string[] = [];
    const window = openWindow(fd, fstatSync(fd).size);
    return { entries: readZip(window, (problem) => problems.push(problem)), problems };
  } finally {
    closeSync(fd);
  }
};

/** The same of bytes, written to a folder first. */
export const listZipBytes = async (directory: string, bytes: Buffer): Promise<ZipListing> => {
  const path = join(directory, 'made.zip');
  await writeFile(path, bytes);
  return listZipFile(path);
};
