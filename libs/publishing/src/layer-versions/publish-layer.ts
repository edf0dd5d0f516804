import type { LayerArtifact } from '@layerkit/artifact';
import type { Verification } from '@layerkit/artifact/verification';
import { applyPublication, type PublishedRelease } from './apply-publication.ts';
import type { LayerVersions } from './layer-versions.ts';
import { planPublication, type PublicationPlan } from './plan-publication.ts';

export interface PublishLayerOptions {
  /** All artifacts of one layer project, one for each target. */
  readonly artifacts: readonly LayerArtifact[];
  readonly layers: LayerVersions;
  /** Verification results of the artifacts. An artifact without one counts as not verified. */
  readonly verifications?: readonly Verification[] | undefined;
  /** Stops after the plan. */
  readonly dryRun?: boolean | undefined;
  readonly onPlan?: ((plan: PublicationPlan) => void) | undefined;
  readonly onResult?: ((result: PublishedRelease) => void) | undefined;
}

export interface Publication {
  readonly plan: PublicationPlan;
  /** Empty after a dry run. */
  readonly results: readonly PublishedRelease[];
}

/**
 * Publishes every artifact without a live layer version: plan → apply. A second run finds the layer versions by
 * digest and changes nothing.
 * @throws LayerkitError publish/needs-s3, publish/verification-failed, artifact/missing, artifact/invalid,
 * aws/*
 */
export const publishLayer = async (options: PublishLayerOptions): Promise<Publication> => {
  const plan = await planPublication(options.artifacts, options.layers, options.verifications);
  options.onPlan?.(plan);
  if (options.dryRun === true) return { plan, results: [] };
  return { plan, results: await applyPublication(plan, options.layers, options.onResult) };
};
