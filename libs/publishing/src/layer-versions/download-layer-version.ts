import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parseSha256, type Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import type { LayerVersions, StoredLayerVersion } from './layer-versions.ts';

export interface DownloadRequest {
  readonly layers: LayerVersions;
  /** ARN of the layer version, with its number. */
  readonly arn: string;
  /** The file to write the zip to. */
  readonly path: string;
}

/**
 * Downloads the zip of a layer version from any account that allows it, and checks its digest.
 * @returns Lambda’s description of the layer version
 * @throws LayerkitError layer-version/not-found, layer-version/download-failed, aws/*
 */
export const downloadLayerVersion = async ({
  layers,
  arn,
  path,
}: DownloadRequest): Promise<StoredLayerVersion> => {
  const version = await layers.getByArn(arn);
  if (version === undefined)
    throw new LayerkitError({
      code: 'layer-version/not-found',
      message: `layer version ${arn} does not exist`,
      hint: 'Check its region, account and number. Deleted layer versions cannot be downloaded.',
    });
  await downloadZip(version, path);
  return version;
};

/**
 * Downloads the zip of a layer version that Lambda described, and checks its digest.
 * @throws LayerkitError layer-version/download-failed
 */
export const downloadZip = async (version: StoredLayerVersion, path: string): Promise<void> => {
  const { arn, sha256 } = version;
  const digest = await fetchTo(version, path).catch((cause: unknown) => {
    throw cause instanceof LayerkitError ? cause : failed(arn, reasonOf(cause), cause);
  });
  if (digest === sha256) return;
  throw failed(arn, `the download has sha256 ${digest}, but Lambda reports ${sha256}`);
};

/** Downloads the zip and returns its digest. Errors omit the URL because it is signed. */
const fetchTo = async ({ arn, location }: StoredLayerVersion, path: string): Promise<Sha256> => {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const response = await fetch(location, { dispatcher });
    if (!response.ok) throw failed(arn, `HTTP ${response.status}`);
    return await writeBody(response.body ?? [], path);
  } finally {
    await dispatcher.destroy();
  }
};

const writeBody = async (body: AsyncIterable<Uint8Array> | readonly Uint8Array[], path: string) => {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return parseSha256(hash.digest('hex'));
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
};

const failed = (arn: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'layer-version/download-failed',
    message: `cannot download the zip of ${arn}: ${reason}`,
    hint: 'Try again. Behind a proxy, set HTTPS_PROXY. The zip comes from S3, not from Lambda’s endpoint.',
    cause,
  });
