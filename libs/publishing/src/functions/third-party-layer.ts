import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { parseLayerVersionArn } from '../layer-versions/layer-version-arn.ts';

/** The content of a layer version that function.json names by its ARN, as far as it is known. */
export type LayerContent =
  | {
      readonly status: 'read';
      readonly zipPath: string;
      readonly sha256: Sha256;
      readonly unpackedBytes: number;
      /** The targets that its owner declares; none if they are unknown. */
      readonly targets: readonly Target[];
    }
  /** AWS has no such layer version, or not anymore. */
  | { readonly status: 'missing' }
  | { readonly status: 'unread'; readonly reason: string };

/** A layer version that function.json names by its ARN, which may be of another account. */
export interface ThirdPartyLayer {
  /** With its placeholders replaced. */
  readonly arn: string;
  readonly content: LayerContent;
}

/**
 * Checks that all layer versions are in the region of a deployment. AWS refuses others.
 * @throws LayerkitError deploy/other-region, layer-version/invalid-arn
 */
export const refuseOtherRegions = (arns: readonly string[], region: string): void => {
  const elsewhere = arns.filter((arn) => parseLayerVersionArn(arn).region !== region);
  if (elsewhere.length === 0) return;
  throw new LayerkitError({
    code: 'deploy/other-region',
    message: `layers are not in the same region as the function: they must be in ${region}`,
    problems: elsewhere,
    hint: `Write {region} instead of the region if the layer has the same number in ${region}. Otherwise use its ARN in ${region}, or deploy with another --region.`,
  });
};

/**
 * Checks that AWS has the layer versions. A function keeps one that was deleted after it was attached.
 * @param attached the ARNs that the function already has
 * @throws LayerkitError layer-version/not-found
 */
export const refuseMissing = (layers: readonly ThirdPartyLayer[], attached: readonly string[]): void => {
  const missing = layers.filter(
    ({ arn, content }) => content.status === 'missing' && !attached.includes(arn),
  );
  if (missing.length === 0) return;
  throw new LayerkitError({
    code: 'layer-version/not-found',
    message: 'AWS does not have these layer versions of function.json',
    problems: missing.map(({ arn }) => arn),
    hint: 'Check region, account, name and number. A deleted layer version cannot be attached.',
  });
};
