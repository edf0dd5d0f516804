import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  manifestName,
  readJsonFile,
  sha256Schema,
  writeManifest,
  type FunctionManifest,
  type LayerManifest,
} from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import { lock } from 'proper-lockfile';
import { z } from 'zod';

export interface ReplacementRequest {
  /** Where the artifact is to be; made when it is not there. */
  readonly directory: string;
  /** The finished zip, on the same file system; it is moved. */
  readonly zipPath: string;
  readonly manifest: LayerManifest | FunctionManifest;
}

/**
 * Puts a zip and its manifest in the place of what was built before. The old manifest goes before the zip that
 * it speaks of, the new one comes last: whoever is killed in between leaves an artifact without a manifest,
 * which is none. A zip of the same bytes leaves the old manifest true, so that readers notice nothing. Builds
 * that end at the same time wait for one another.
 */
export const replaceArtifact = async ({
  directory,
  zipPath,
  manifest,
}: ReplacementRequest): Promise<void> => {
  await mkdir(directory, { recursive: true });
  const release = await lock(directory, lockOptions);
  try {
    const manifestPath = join(directory, manifestName);
    if ((await digestInManifest(manifestPath)) !== manifest.zip.sha256)
      await rm(manifestPath, { force: true });
    await rename(zipPath, join(directory, manifest.zip.file));
    await writeManifest(directory, manifest);
  } finally {
    await release().catch(() => undefined);
  }
};

/** It is held for milliseconds; one that was left by a killed build is taken over after `stale`. */
const lockOptions = {
  stale: 5000,
  retries: { retries: 100, factor: 1.3, minTimeout: 20, maxTimeout: 500 },
  // a laptop that slept: another build took over, and readers hold the zip against its manifest
  onCompromised: () => undefined,
};

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
