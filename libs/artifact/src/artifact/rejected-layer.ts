import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failureCodes, formatJson, isLayerkitError } from '@layerkit/failure';
import { replaceFile } from '@layerkit/temporary-files';
import { z } from 'zod';
import { readJsonFile } from '../json/read-json-file.ts';
import { layerManifestSchema, type LayerManifest } from '../manifest/layer-manifest.ts';
import { checkedZip, type LayerArtifact } from './artifact.ts';

/**
 * A layer that failed its audit, kept for inspection. It has no manifest.json, so that verify, publish and deploy never
 * take it for an artifact, even if it is moved.
 */
export interface RejectedLayer extends LayerArtifact {
  /** The code of the error that rejected it. */
  readonly code: z.infer<typeof rejectionSchema>['code'];
}

export interface Rejection {
  /** The finished zip, on the same file system. It is moved. */
  readonly zipPath: string;
  readonly manifest: LayerManifest;
  readonly code: RejectedLayer['code'];
}

const rejectionName = 'rejection.json';

const rejectionSchema = z.strictObject({
  schema: z.literal('layerkit/rejection/1'),
  code: z.enum(failureCodes),
  manifest: layerManifestSchema,
});

/** Returns the folder of a rejected layer, below the folder of its artifact. */
export const rejectedDirectory = (artifact: string): string => join(artifact, 'rejected');

/** Keeps a rejected layer, and replaces an earlier one. */
export const writeRejectedLayer = async (
  artifact: string,
  { zipPath, manifest, code }: Rejection,
): Promise<void> => {
  const directory = rejectedDirectory(artifact);
  await mkdir(directory, { recursive: true });
  await rm(join(directory, rejectionName), { force: true });
  await rename(zipPath, join(directory, manifest.zip.file));
  const rejection = { schema: 'layerkit/rejection/1', code, manifest };
  await replaceFile(join(directory, rejectionName), `${formatJson(rejection)}\n`);
};

/** Reads the rejected layer in a folder; undefined if there is none, or it is incomplete. */
export const readRejectedLayer = async (directory: string): Promise<RejectedLayer | undefined> => {
  try {
    const { code, manifest } = await readJsonFile(join(directory, rejectionName), rejectionSchema, asNothing);
    return { directory, code, manifest, zipPath: await checkedZip(directory, manifest.zip) };
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};

const asNothing = { missing: { code: 'artifact/missing', hint: '' }, invalid: 'artifact/invalid' } as const;

/** Deletes a rejected layer, with its inspection. */
export const forgetRejectedLayer = (artifact: string): Promise<void> =>
  rm(rejectedDirectory(artifact), { recursive: true, force: true });
