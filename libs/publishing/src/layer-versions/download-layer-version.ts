import { LayerkitError } from '@layerkit/failure';
import { downloadZip } from '../zip/download-zip.ts';
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
  const version = await getLayerVersion(layers, arn);
  await downloadLayerZip(version, path);
  return version;
};

/**
 * Returns Lambda’s description of a layer version.
 * @throws LayerkitError layer-version/not-found, aws/*
 */
export const getLayerVersion = async (layers: LayerVersions, arn: string): Promise<StoredLayerVersion> => {
  const version = await layers.getByArn(arn);
  if (version !== undefined) return version;
  throw new LayerkitError({
    code: 'layer-version/not-found',
    message: `layer version ${arn} does not exist`,
    hint: 'Check its region, account and number. Deleted layer versions cannot be downloaded.',
  });
};

/**
 * Downloads the zip of a layer version that Lambda described, and checks its digest.
 * @throws LayerkitError layer-version/download-failed
 */
export const downloadLayerZip = (
  { arn, location, sha256 }: StoredLayerVersion,
  path: string,
): Promise<void> =>
  downloadZip({ location, sha256, path, failed: (reason, cause) => failed(arn, reason, cause) });

const failed = (arn: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'layer-version/download-failed',
    message: `cannot download the zip of ${arn}: ${reason}`,
    hint: 'Try again. Behind a proxy, set HTTPS_PROXY. The zip comes from S3, not from Lambda’s endpoint.',
    cause,
  });
