import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestName, writeManifest } from '@layerkit/artifact';
import { sha256Schema } from '@layerkit/artifact/digest';
import type { FunctionManifest, LayerManifest } from '@layerkit/artifact/manifest';
import { readJsonFile } from '@layerkit/artifact/results';
import { isLayerkitError } from '@layerkit/failure';
import { holdLock } from '@layerkit/temporary-files/locks';
import { z } from 'zod';

export interface ReplacementRequest {
  /** The folder of the artifact. It is created if it does not exist. */
  readonly directory: string;
  /** The finished zip on the same file system. It is moved. */
  readonly zipPath: string;
  readonly manifest: LayerManifest | FunctionManifest;
}

/**
 * Replaces the artifact in a folder. Deletes the old manifest first and writes the new one last, so a killed build
 * leaves a zip without a manifest, which does not count as an artifact. If the zip has the same digest, keeps the old
 * manifest until then, so that readers always find one. Concurrent builds wait for each other.
 */
export const replaceArtifact = async ({
  directory,
  zipPath,
  manifest,
}: ReplacementRequest): Promise<void> => {
  await mkdir(directory, { recursive: true });
  const release = await holdLock(directory, { retries });
  try {
    const manifestPath = join(directory, manifestName);
    if ((await digestInManifest(manifestPath)) !== manifest.zip.sha256)
      await rm(manifestPath, { force: true });
    await rename(zipPath, join(directory, manifest.zip.file));
    await writeManifest(directory, manifest);
  } finally {
    await release();
  }
};

/** The lock is held for milliseconds. */
const retries = { retries: 100, factor: 1.3, minTimeout: 20, maxTimeout: 500 };

const anyManifest = z.object({ zip: z.object({ sha256: sha256Schema }) });

const digestInManifest = async (path: string): Promise<string | undefined> => {
  const failures = { missing: { code: 'artifact/missing', hint: '' }, invalid: 'artifact/invalid' } as const;
  try {
    return (await readJsonFile(path, anyManifest, failures)).zip.sha256;
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
