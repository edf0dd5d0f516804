import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parseSha256, type Sha256 } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import type { LayerVersions, StoredLayerVersion } from './layer-versions.ts';

export interface DownloadRequest {
  readonly layers: LayerVersions;
  /** ARN of the version, its number included. */
  readonly arn: string;
  /** Where the zip is written to. */
  readonly path: string;
}

/**
 * Fetches the zip of a layer version, from any account that allows it.
 * @returns what Lambda says of the version; the file has its digest
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
      message: `there is no layer version ${arn}, or none any more`,
      hint: 'Look at its region, account and number; a deleted version can’t be downloaded.',
    });
  const digest = await fetchTo(version, path).catch((cause: unknown) => {
    throw cause instanceof LayerkitError ? cause : failed(arn, reasonOf(cause), cause);
  });
  if (digest === version.sha256) return version;
  throw failed(arn, `what came has sha256 ${digest}, Lambda says ${version.sha256}`);
};

/** The address is signed, so it is not told in any error. */
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
    message: `the zip of ${arn} can’t be fetched: ${reason}`,
    hint: 'Try again; behind a proxy set HTTPS_PROXY. The zip comes from S3, not from Lambda’s own address.',
    cause,
  });
