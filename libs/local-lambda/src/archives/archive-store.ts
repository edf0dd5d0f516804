import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of, sha256Schema, type Sha256 } from '@layerkit/artifact';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { examineZip } from './examine-zip.ts';

/** A zip the server holds; sizes in bytes. */
export const archiveSchema = z.object({ sha256: sha256Schema, size: z.number(), unpackedSize: z.number() });
export type Archive = z.infer<typeof archiveSchema>;

/** The zips of layers and functions, each under its SHA-256. */
export interface ArchiveStore {
  readonly directory: string;
  /** @throws Refusal for what is no zip or unpacks to too much */
  examine(bytes: Buffer): Promise<Archive>;
  /** Keeps a zip that was examined; it outlives the server. */
  keep(archive: Archive, bytes: Buffer): Promise<void>;
  zipPath(sha256: Sha256): string;
}

export const openArchiveStore = (directory: string): ArchiveStore => {
  const zipPath = (sha256: Sha256): string => join(directory, `${sha256}.zip`);
  return {
    directory,
    zipPath,
    examine: async (bytes) => {
      const unpackedSize = await examineZip(bytes);
      return { sha256: sha256Of(bytes), size: bytes.length, unpackedSize };
    },
    keep: async (archive, bytes) => {
      const path = zipPath(archive.sha256);
      if (await isThere(path, archive.size)) return;
      await mkdir(directory, { recursive: true });
      await writeFileAtomic(path, bytes);
    },
  };
};

const isThere = async (path: string, size: number): Promise<boolean> => {
  const facts = await stat(path).catch(() => undefined);
  return facts?.size === size;
};
