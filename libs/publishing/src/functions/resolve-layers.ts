import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { findLayerVersion } from '../layer-versions/find-layer-version.ts';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import type { ChosenLayer } from './attached-layers.ts';

/** A layer with the layer version that has its digest. */
export interface ResolvedLayer extends ChosenLayer {
  /** Absent in a dry run if the layer is not published yet. */
  readonly version?: number | undefined;
  /** The layer version’s ARN, or `<layer name>, to be published`. */
  readonly arn: string;
}

export interface LayersToResolve {
  readonly target: Target;
  readonly chosen: readonly ChosenLayer[];
  readonly layers: LayerVersions;
  /** Allows layers that are not published yet. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Finds each layer’s version by the digest of its zip, without state from earlier runs.
 * @throws LayerkitError deploy/layer-not-published (lists every missing one), aws/*
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
    message: 'the layers of this build are not published',
    problems: missing.map(
      ({ project, layerName, sha256 }) => `${project}: no version of ${layerName} with sha256 ${sha256}`,
    ),
    hint: `Publish them first: ${missing.map(({ project }) => `nx run ${project}:publish`).join(', ')}`,
  });
