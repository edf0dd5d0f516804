import type { LayerArtifact } from '@layerkit/artifact';
import type { Verification } from '@layerkit/artifact/verification';
import { refuseOversized } from '../zip/refuse-oversized.ts';
import { findLayerVersion } from './find-layer-version.ts';
import { releasesOf, type LayerRelease } from './layer-release.ts';
import type { LayerVersions } from './layer-versions.ts';
import { refuseFailed, targetProofs, type TargetProof } from './target-proofs.ts';

interface OfRelease {
  readonly release: LayerRelease;
  readonly proofs: readonly TargetProof[];
}

export type PlannedRelease =
  | (OfRelease & { readonly action: 'publish' })
  | (OfRelease & { readonly action: 'unchanged'; readonly version: number; readonly arn: string });

/** The releases to publish and those already published, as plain data. */
export interface PublicationPlan {
  readonly items: readonly PlannedRelease[];
}

/**
 * Looks each release up among the live layer versions. Changes nothing.
 * @param verifications verification results; a failed one stops the plan, a missing one is recorded in it
 * @throws LayerkitError publish/needs-s3, publish/verification-failed (both before any request and for all zips
 * together), aws/*
 */
export const planPublication = async (
  artifacts: readonly LayerArtifact[],
  layers: LayerVersions,
  verifications: readonly Verification[] = [],
): Promise<PublicationPlan> => {
  const releases = releasesOf(artifacts);
  refuseOversized(releases.map((release) => ({ name: release.layerName, ...release })));
  refuseFailed(releases, verifications);
  const items: PlannedRelease[] = [];
  for (const release of releases)
    items.push(await planRelease({ release, proofs: targetProofs(release, verifications) }, layers));
  return { items };
};

const planRelease = async (planned: OfRelease, layers: LayerVersions): Promise<PlannedRelease> => {
  const found = await findLayerVersion(layers, planned.release);
  if (found === undefined) return { action: 'publish', ...planned };
  return { action: 'unchanged', ...planned, version: found.version, arn: found.arn };
};
