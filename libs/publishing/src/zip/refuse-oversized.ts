import { LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';
import { formatCount } from './format-count.ts';

export interface SizedZip {
  /** Layer or function the zip is for. */
  readonly name: string;
  readonly zipPath: string;
  /** Size of the zip itself. */
  readonly bytes: number;
}

/**
 * Refuses zips that a request can’t carry, all of them in one error, before anything was sent.
 * @throws LayerkitError publish/needs-s3
 */
export const refuseOversized = (zips: readonly SizedZip[]): void => {
  const oversized = zips.filter((zip) => zip.bytes > quotas.zipInRequest);
  if (oversized.length === 0) return;
  throw new LayerkitError({
    code: 'publish/needs-s3',
    message: `Lambda takes zips of at most ${formatCount(quotas.zipInRequest)} bytes in a request; nothing was sent`,
    problems: oversized.map(
      ({ name, zipPath, bytes }) =>
        `${name}: ${zipPath} has ${formatCount(bytes)} bytes, ${formatCount(bytes - quotas.zipInRequest)} too many`,
    ),
    hint: 'A larger zip has to be uploaded to S3, which layerkit does not do yet. Prune more, move packages to a second layer, or upload the zip yourself: aws s3 cp, then aws lambda publish-layer-version --content S3Bucket=…,S3Key=….',
  });
};
