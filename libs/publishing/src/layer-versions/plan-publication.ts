import type { LayerArtifact } from '@layerkit/artifact';
import { refuseOversized } from '../zip/refuse-oversized.ts';
import { findLayerVersion } from './find-layer-version.ts';
import { releasesOf, type LayerRelease } from './layer-release.ts';
import type { LayerVersions } from './layer-versions.ts';

export type PlannedRelease =
  | { readonly action: 'publish'; readonly release: LayerRelease }
  | {
      readonly action: 'unchanged';
      readonly release: LayerRelease;
      readonly version: number;
      readonly arn: string;
    };

/** What publishing would do, as plain data. */
export interface PublicationPlan {
  readonly items: readonly PlannedRelease[];
}

/**
 * Looks each release up among the live versions; changes nothing.
 * @throws LayerkitError publish/needs-s3 (before any request, for all zips at once), aws/*
 */
export const planPublication = async (
  artifacts: readonly LayerArtifact[],
  layers: LayerVersions,
): Promise<PublicationPlan> => {
  const releases = releasesOf(artifacts);
  refuseOversized(releases.map((release) => ({ name: release.layerName, ...release })));
  const items: PlannedRelease[] = [];
  for (const release of releases) items.push(await planRelease(release, layers));
  return { items };
};

const planRelease = async (release: LayerRelease, layers: LayerVersions): Promise<PlannedRelease> => {
  const found = await findLayerVersion(layers, release);
  if (found === undefined) return { action: 'publish', release };
  return { action: 'unchanged', release, version: found.version, arn: found.arn };
};
