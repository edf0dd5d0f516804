import { createWriteStream } from 'node:fs';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { LayerkitError, messageOf } from '@layerkit/failure';
import type yauzl from 'yauzl';
import { entryProblem, isDirectory, isSymbolicLink, linkProblem, permissions } from './zip-entry.ts';

export interface UnpackedZip {
  readonly entries: number;
  /** The sum of the sizes of the files, in bytes. */
  readonly unpackedBytes: number;
}

/**
 * Unpacks a zip into a folder as Lambda does into /opt and /var/task. Permissions come from the zip, not from
 * the umask; entries without permissions get 0644 (files) or 0755 (folders). Set-id bits are dropped. Symbolic
 * links stay links; their target must be in the folder, or below /opt or /var/task, where Lambda unpacks it. A
 * failed run may leave the folder partly filled.
 * @throws LayerkitError archive/invalid if the file is not a zip, is damaged or encrypted, or has an entry
 *   that would leave the folder; the reason of an aborted signal
 */
export const unpackZip = async (
  zipPath: string,
  directory: string,
  signal?: AbortSignal,
): Promise<UnpackedZip> => {
  const zip = await openZip(zipPath);
  try {
    const entries = await readEntries(zip, zipPath);
    refuseBadEntries(entries, zipPath);
    await makeFolders(entries, directory);
    for (const entry of entries.filter(isFile)) {
      signal?.throwIfAborted();
      await writeFile(zip, entry, directory);
    }
    // Links come last, so that nothing is written through them.
    for (const entry of entries) if (isSymbolicLink(entry)) await writeLink(zip, entry, directory);
    return { entries: entries.length, unpackedBytes: sum(entries.map((entry) => entry.uncompressedSize)) };
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause instanceof LayerkitError ? cause : invalid(zipPath, messageOf(cause), cause);
  } finally {
    zip.close();
  }
};

const isFile = (entry: yauzl.Entry): boolean => !isDirectory(entry) && !isSymbolicLink(entry);

const openZip = async (zipPath: string): Promise<yauzl.ZipFile> => {
  // Imported here, because a build loads this library and unpacks nothing.
  const { openPromise } = await import('yauzl');
  try {
    return await openPromise(zipPath, { lazyEntries: true, autoClose: false, strictFileNames: true });
  } catch (cause) {
    throw invalid(zipPath, messageOf(cause), cause);
  }
};

const readEntries = async (zip: yauzl.ZipFile, zipPath: string): Promise<yauzl.Entry[]> => {
  const entries: yauzl.Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (cause) {
    throw invalid(zipPath, messageOf(cause), cause);
  }
  return entries;
};

const refuseBadEntries = (entries: readonly yauzl.Entry[], zipPath: string): void => {
  const problems = entries.map((entry) => entryProblem(entry)).filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new LayerkitError({ code: 'archive/invalid', message: `cannot unpack ${zipPath}`, problems });
};

const makeFolders = async (entries: readonly yauzl.Entry[], directory: string): Promise<void> => {
  const folders = new Set(entries.map((entry) => dirname(join(directory, entry.fileName))));
  await makeFolder(directory);
  for (const folder of [...folders].sort()) await makeFolder(folder);
  for (const entry of entries.filter(isDirectory)) {
    const path = join(directory, entry.fileName);
    await makeFolder(path);
    // The owner must be able to fill the folder and to delete it.
    await chmod(path, permissions(entry) | 0o700);
  }
};

const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755);
};

const writeFile = async (zip: yauzl.ZipFile, entry: yauzl.Entry, directory: string): Promise<void> => {
  const path = join(directory, entry.fileName);
  await pipeline(await zip.openReadStreamPromise(entry), checked(entry), createWriteStream(path));
  await chmod(path, permissions(entry));
};

/** Checks the checksum of an entry’s content. yauzl checks only the size. */
const checked = (entry: yauzl.Entry) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let checksum = 0;
    for await (const chunk of source) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (checksum !== entry.crc32) throw new Error(`${JSON.stringify(entry.fileName)} is damaged`);
  };

const writeLink = async (zip: yauzl.ZipFile, entry: yauzl.Entry, directory: string): Promise<void> => {
  const target = await text(await zip.openReadStreamPromise(entry));
  const problem = linkProblem(entry.fileName, target);
  if (problem !== undefined) throw new Error(problem);
  await symlink(target, join(directory, entry.fileName));
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const invalid = (zipPath: string, reason: string, cause: unknown): LayerkitError =>
  new LayerkitError({ code: 'archive/invalid', message: `cannot unpack ${zipPath}: ${reason}`, cause });
