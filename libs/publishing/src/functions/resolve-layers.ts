import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { findLayerVersion } from '../layer-versions/find-layer-version.ts';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import type { ChosenLayer } from './attached-layers.ts';

/** A layer with the published version that holds its bytes. */
export interface ResolvedLayer extends ChosenLayer {
  /** Absent in the plan of a dry run, for a layer that has yet to be published. */
  readonly version?: number | undefined;
  /** The version’s ARN; for a layer that has yet to be published its name, and that it has. */
  readonly arn: string;
}

export interface LayersToResolve {
  readonly target: Target;
  readonly chosen: readonly ChosenLayer[];
  readonly layers: LayerVersions;
  /** Nothing is going to be attached, so a layer may still lack a version. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Finds each layer’s version by the digest of its zip, so no state of earlier runs is needed.
 * @throws LayerkitError deploy/layer-not-published (every one that is missing), aws/*
 */
export const resolveLayers = async (request: LayersToResolve): Promise<readonly ResolvedLayer[]> => {
  const { target, chosen, layers, dryRun = false } = request;
  const resolved: ResolvedLayer[] = [];
  for (const layer of chosen) {
    const found = await findLayerVersion(layers, {
      layerName: layer.layerName,
      sha256: layer.sha256,
      runtimes: [target.runtime],
      architectures: [target.architecture],
    });
    if (found !== undefined) resolved.push({ ...layer, version: found.version, arn: found.arn });
    else if (dryRun) resolved.push({ ...layer, arn: `${layer.layerName}, to be published` });
  }
  const missing = chosen.filter(({ project }) => !resolved.some((layer) => layer.project === project));
  if (missing.length > 0) throw notPublished(missing);
  return resolved;
};

const notPublished = (missing: readonly ChosenLayer[]): LayerkitError =>
  new LayerkitError({
    code: 'deploy/layer-not-published',
    message: 'no live layer version holds what was built',
    problems: missing.map(
      ({ project, layerName, sha256 }) => `${project}: no version of ${layerName} with sha256 ${sha256}`,
    ),
    hint: `Publish first: ${missing.map(({ project }) => `nx run ${project}:publish`).join(', ')}`,
  });
