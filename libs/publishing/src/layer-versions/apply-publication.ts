import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { readBuiltZip } from '../zip/read-built-zip.ts';
import { findLayerVersion } from './find-layer-version.ts';
import type { LayerRelease } from './layer-release.ts';
import type { LayerVersion, LayerVersions } from './layer-versions.ts';
import type { PlannedRelease, PublicationPlan } from './plan-publication.ts';
import type { TargetProof } from './target-proofs.ts';
import { describeVersion } from './version-description.ts';

/** The result of publishing one release. */
export interface PublishedRelease {
  readonly status: 'published' | 'unchanged';
  readonly release: LayerRelease;
  readonly proofs: readonly TargetProof[];
  readonly version: number;
  readonly arn: string;
}

/**
 * Publishes the plan’s releases in order and reports each when it is done. Looks each release up again before
 * sending it, so the same plan can be applied twice.
 *
 * Two publishers at the same time can still create two layer versions with the same digest. That is harmless:
 * lookups always take the newest.
 * @throws LayerkitError artifact/missing, artifact/invalid, aws/*
 */
export const applyPublication = async (
  plan: PublicationPlan,
  layers: LayerVersions,
  onResult?: (result: PublishedRelease) => void,
): Promise<readonly PublishedRelease[]> => {
  const results: PublishedRelease[] = [];
  for (const item of plan.items) {
    const result = await applyRelease(item, layers);
    onResult?.(result);
    results.push(result);
  }
  return results;
};

const applyRelease = async (item: PlannedRelease, layers: LayerVersions): Promise<PublishedRelease> => {
  const { release, proofs } = item;
  if (item.action === 'unchanged')
    return { status: 'unchanged', release, proofs, version: item.version, arn: item.arn };
  const zip = await readBuiltZip(release);
  const found = await findLayerVersion(layers, release);
  if (found !== undefined)
    return { status: 'unchanged', release, proofs, version: found.version, arn: found.arn };
  const published = await layers.publish({
    layerName: release.layerName,
    description: describeVersion(release.description, release.sha256),
    licenseInfo: release.licenseInfo,
    runtimes: release.runtimes,
    architectures: release.architectures,
    zip,
  });
  checkArrived(release.sha256, published);
  return { status: 'published', release, proofs, version: published.version, arn: published.arn };
};

/** Checks that Lambda stored the bytes that were sent. @throws LayerkitError aws/refused if it did not. */
export const checkArrived = (sent: Sha256, published: LayerVersion): void => {
  if (published.sha256 === sent) return;
  throw new LayerkitError({
    code: 'aws/refused',
    message: `${published.arn} was published, but Lambda stored other bytes than were sent: CodeSha256 ${published.sha256} instead of ${sent}`,
    hint: 'Something between this host and Lambda changed the request. Delete that layer version and publish again.',
  });
};
