import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { findLayerVersion } from '../layer-versions/find-layer-version.ts';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import { type ChosenBuild, type ChosenLayer, isThirdParty } from './attached-layers.ts';
import type { ThirdPartyLayer } from './third-party-layer.ts';

/** A layer of the workspace with the layer version that has its digest. */
export interface ResolvedBuild extends ChosenBuild {
  /** Absent in a dry run if the layer is not published yet. */
  readonly version?: number | undefined;
  /** The layer version’s ARN, or `<layer name>, to be published`. */
  readonly arn: string;
}

export type ResolvedLayer = ResolvedBuild | ThirdPartyLayer;

/** Returns the ARN of a layer, or `<layer name>, to be published`. */
export const arnOf = (layer: ResolvedLayer): string => (isThirdParty(layer) ? layer.arn : layer.arn);

export interface LayersToResolve {
  readonly target: Target;
  readonly chosen: readonly ChosenLayer[];
  readonly layers: LayerVersions;
  /** Allows layers that are not published yet. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Finds the version of each layer of the workspace by the digest of its zip, without state from earlier runs.
 * @throws LayerkitError deploy/layer-not-published (lists every missing one), aws/*
 */
export const resolveLayers = async (request: LayersToResolve): Promise<readonly ResolvedLayer[]> => {
  const { target, chosen, layers, dryRun = false } = request;
  const resolved: ResolvedLayer[] = [];
  const missing: ChosenBuild[] = [];
  for (const layer of chosen) {
    if (isThirdParty(layer)) {
      resolved.push(layer);
      continue;
    }
    const found = await findLayerVersion(layers, {
      layerName: layer.layerName,
      sha256: layer.sha256,
      runtimes: [target.runtime],
      architectures: [target.architecture],
    });
    if (found !== undefined) resolved.push({ ...layer, version: found.version, arn: found.arn });
    else if (dryRun) resolved.push({ ...layer, arn: `${layer.layerName}, to be published` });
    else missing.push(layer);
  }
  if (missing.length > 0) throw notPublished(missing);
  return resolved;
};

const notPublished = (missing: readonly ChosenBuild[]): LayerkitError =>
  new LayerkitError({
    code: 'deploy/layer-not-published',
    message: 'the layers of this build are not published',
    problems: missing.map(
      ({ project, layerName, sha256 }) => `${project}: no version of ${layerName} with sha256 ${sha256}`,
    ),
    hint: `Publish them first: ${missing.map(({ project }) => `nx run ${project}:publish`).join(', ')}`,
  });
