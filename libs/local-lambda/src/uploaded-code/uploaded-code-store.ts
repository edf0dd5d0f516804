import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of, sha256Schema, type Sha256 } from '@layerkit/artifact/digest';
import { replaceFile } from '@layerkit/temporary-files';
import { z } from 'zod';
import { checkUploadedCode } from './check-uploaded-code.ts';

/** A stored zip of a layer or a function; sizes in bytes. The state's JSON calls it `archive`. */
export const uploadedCodeSchema = z.object({
  sha256: sha256Schema,
  size: z.number(),
  unpackedSize: z.number(),
});
export type UploadedCode = z.infer<typeof uploadedCodeSchema>;

/** The store of the zips of layers and functions, by SHA-256. */
export interface UploadedCodeStore {
  readonly directory: string;
  /** @throws Refusal if the bytes are not a zip, or unpack to more than Lambda accepts */
  check(bytes: Buffer): Promise<UploadedCode>;
  /** Stores a checked zip on disk, where the next server finds it. */
  keep(code: UploadedCode, bytes: Buffer): Promise<void>;
  zipPath(sha256: Sha256): string;
}

export const openUploadedCodeStore = (directory: string): UploadedCodeStore => {
  const zipPath = (sha256: Sha256): string => join(directory, `${sha256}.zip`);
  return {
    directory,
    zipPath,
    check: async (bytes) => {
      const unpackedSize = await checkUploadedCode(bytes);
      return { sha256: sha256Of(bytes), size: bytes.length, unpackedSize };
    },
    keep: async (code, bytes) => {
      const path = zipPath(code.sha256);
      if (await isThere(path, code.size)) return;
      await mkdir(directory, { recursive: true });
      await replaceFile(path, bytes, { flush: true });
    },
  };
};

const isThere = async (path: string, size: number): Promise<boolean> => {
  const facts = await stat(path).catch(() => undefined);
  return facts?.size === size;
};
