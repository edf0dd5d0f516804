import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile, type Sha256 } from '@layerkit/artifact/digest';
import { lockExpiry, ownedPath, sweep } from '@layerkit/temporary-files';
import { sweepPartialFiles } from '@layerkit/zip/files';
import { holdWhile } from './hold-while.ts';
import { insertFile } from './insert-file.ts';
import { isSourceName } from './source-name.ts';
import { storeDirectory } from './store-directory.ts';
import { openNotes, type WheelNotes } from './wheel-notes.ts';

/** A wheel's file in the store. */
export interface StoredWheel {
  readonly fileName: string;
  readonly path: string;
}

type Insertion = { readonly stored: StoredWheel } | { readonly mismatch: Sha256 };

/** Wheels by their digest, in one folder for all workspaces and processes of a user. */
export interface WheelStore {
  readonly directory: string;
  readonly notes: WheelNotes;
  /**
   * Returns the file with this digest, if there is one. It does not check the bytes: readers of a wheel hash it
   * anyway, and call `isIntact` if the digest is wrong.
   */
  find(sha256: Sha256): Promise<StoredWheel | undefined>;
  /** Reads the file and checks its digest. False if there is none. */
  isIntact(sha256: Sha256): Promise<boolean>;
  /** Stores the bytes. If their digest is another, it stores nothing and returns that digest. */
  insert(wheel: { sha256: Sha256; fileName: string }, bytes: AsyncIterable<Uint8Array>): Promise<Insertion>;
  /** Runs some work for a digest while no other process does, and waits for one that already does. */
  exclusively<T>(sha256: Sha256, work: () => Promise<T>): Promise<T>;
}

export interface StoreOptions {
  readonly directory?: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Opens the wheel store: in `directory`, otherwise in `LAYERKIT_STORE`, otherwise in the user’s cache folder. Layout:
 * `wheels/<sha256>/<file name>` with the facts about a wheel next to it, and `partial/` for unfinished files.
 */
export const openStore = ({ directory, env = process.env }: StoreOptions = {}): WheelStore => {
  const root = directory ?? storeDirectory(env);
  const partial = join(root, 'partial');
  const folderOf = (sha256: Sha256): string => join(root, 'wheels', sha256);
  let prepared: Promise<void> | undefined;
  const prepare = () => (prepared ??= preparePartial(partial));
  const find = async (sha256: Sha256) => {
    // Insert reports a store that can’t be written to
    await prepare().catch(() => undefined);
    return firstWheelIn(folderOf(sha256));
  };
  return {
    directory: root,
    notes: openNotes(folderOf),
    find,
    async isIntact(sha256) {
      const found = await find(sha256);
      return found !== undefined && (await digestOrNothing(found.path)) === sha256;
    },
    async insert({ sha256, fileName }, bytes) {
      await prepare();
      await mkdir(folderOf(sha256), { recursive: true });
      const path = join(folderOf(sha256), fileName);
      const found = await insertFile({ path, temporary: ownedPath(partial, 'wheel'), sha256, bytes });
      return found === sha256 ? { stored: { fileName, path } } : { mismatch: found };
    },
    async exclusively(sha256, work) {
      await prepare().catch(() => undefined);
      return holdWhile(join(partial, sha256), work);
    },
  };
};

/** Milliseconds: a day. */
const longestDownload = 24 * 60 * 60 * 1000;

/** Deletes what killed processes left, and what those of other containers left after their time. */
const preparePartial = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await sweep(folder);
  await sweepPartialFiles(folder, { olderThan: longestDownload });
  await sweepPartialFiles(folder, { olderThan: 2 * lockExpiry, suffix: '.lock' });
};

const firstWheelIn = async (folder: string): Promise<StoredWheel | undefined> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(nothingWhereAbsent);
  const [fileName] = entries
    .filter((entry) => entry.isFile() && (entry.name.endsWith('.whl') || isSourceName(entry.name)))
    .map((entry) => entry.name)
    .sort();
  return fileName === undefined ? undefined : { fileName, path: join(folder, fileName) };
};

const nothingWhereAbsent = (error: NodeJS.ErrnoException): [] => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
};

/** A file that can't be read counts as damaged, and is replaced. */
const digestOrNothing = (path: string): Promise<Sha256 | undefined> =>
  sha256OfFile(path).catch(() => undefined);
