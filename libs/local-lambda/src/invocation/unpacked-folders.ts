import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '@layerkit/artifact/digest';
import { unpackZip } from '@layerkit/execution-environment';
import type { UploadedCodeStore } from '../uploaded-code/uploaded-code-store.ts';

/** Returns the folder with a zip's files. Environments share it and must not change it. */
export type UnpackedFolder = (sha256: Sha256) => Promise<string>;

/** Unpacks each zip once. A folder with its final name is complete, even if a server was killed. */
export const shareUnpackedFolders = (directory: string, uploadedCode: UploadedCodeStore): UnpackedFolder => {
  const underWay = new Map<string, Promise<string>>();
  return (sha256) => {
    const started = underWay.get(sha256) ?? unpackOnce(directory, uploadedCode, sha256);
    underWay.set(sha256, started);
    void started.catch(() => underWay.delete(sha256));
    return started;
  };
};

const unpackOnce = async (
  directory: string,
  uploadedCode: UploadedCodeStore,
  sha256: Sha256,
): Promise<string> => {
  const folder = join(directory, sha256);
  if (await isThere(folder)) return folder;
  const unfinished = join(directory, `unfinished-${randomUUID()}`);
  await mkdir(directory, { recursive: true });
  try {
    await unpackZip(uploadedCode.zipPath(sha256), unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return folder;
};

const isThere = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );
