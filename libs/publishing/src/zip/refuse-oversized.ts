import { formatNumber, LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';

export interface SizedZip {
  /** The layer or function. */
  readonly name: string;
  readonly zipPath: string;
  /** Size of the zip. */
  readonly bytes: number;
}

/**
 * Refuses zips that are too large for one request, all in one error.
 * @throws LayerkitError publish/needs-s3
 */
export const refuseOversized = (zips: readonly SizedZip[]): void => {
  const oversized = zips.filter((zip) => zip.bytes > quotas.zipInRequest);
  if (oversized.length === 0) return;
  throw new LayerkitError({
    code: 'publish/needs-s3',
    message: `Lambda accepts zips of at most ${formatNumber(quotas.zipInRequest)} bytes per request; nothing was sent`,
    problems: oversized.map(
      ({ name, zipPath, bytes }) =>
        `${name}: ${zipPath} is ${formatNumber(bytes)} bytes, ${formatNumber(bytes - quotas.zipInRequest)} over the limit`,
    ),
    hint: 'Prune more, or move packages to a second layer. layerkit cannot publish larger zips through S3 yet; to do it yourself, run aws s3 cp, then aws lambda publish-layer-version --content S3Bucket=…,S3Key=….',
  });
};
