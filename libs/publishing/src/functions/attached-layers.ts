import type { LayerArtifact } from '@layerkit/artifact';
import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { quotas, formatTarget, type Target } from '@layerkit/platform-resolution';
import type { ThirdPartyLayer } from './third-party-layer.ts';

/** A layer of the workspace that function.json names: the project and its artifacts. */
export interface ProjectLayer {
  readonly project: string;
  readonly artifacts: readonly LayerArtifact[];
}

/** An element of `layers` in function.json. */
export type AttachedLayer = ProjectLayer | ThirdPartyLayer;

/** The artifact of a layer for the function’s target. */
export interface ChosenBuild {
  readonly project: string;
  readonly layerName: string;
  readonly sha256: Sha256;
  readonly unpackedBytes: number;
}

/** The artifact of a layer for the function’s target, or a layer version of someone else. */
export type ChosenLayer = ChosenBuild | ThirdPartyLayer;

/** Returns whether function.json names a layer by its ARN. */
export const isThirdParty = (layer: ProjectLayer | ChosenBuild | ThirdPartyLayer): layer is ThirdPartyLayer =>
  'content' in layer;

/**
 * Returns each layer’s artifact for the function’s target, and third-party layers as they are, in the given order.
 * @throws LayerkitError deploy/incompatible-layer (lists every layer without one), definition/invalid
 */
export const chooseLayers = (target: Target, attached: readonly AttachedLayer[]): readonly ChosenLayer[] => {
  const unfit = attached.flatMap((layer) =>
    isThirdParty(layer) || buildFor(target, layer) !== undefined ? [] : [layer],
  );
  if (unfit.length > 0) throw incompatible(target, unfit);
  const chosen = attached.flatMap((layer): readonly ChosenLayer[] => {
    if (isThirdParty(layer)) return [layer];
    const build = buildFor(target, layer);
    if (build === undefined) return [];
    const { layerName, zip } = build.manifest;
    return [{ project: layer.project, layerName, sha256: zip.sha256, unpackedBytes: zip.unpackedBytes }];
  });
  refuseWhatLambdaRefuses(chosen);
  return chosen;
};

const buildFor = (target: Target, { artifacts }: ProjectLayer): LayerArtifact | undefined =>
  artifacts.find(
    ({ manifest }) =>
      manifest.target.runtime === target.runtime && manifest.target.architecture === target.architecture,
  );

const incompatible = (target: Target, unfit: readonly ProjectLayer[]): LayerkitError =>
  new LayerkitError({
    code: 'deploy/incompatible-layer',
    message: `the function runs on ${formatTarget(target)}, but these layers are not built for it`,
    problems: unfit.map(({ project, artifacts }) => {
      const built = artifacts.map(({ manifest }) => formatTarget(manifest.target));
      return `${project}: built for ${built.length === 0 ? 'nothing' : built.join(', ')}`;
    }),
    hint: 'Add the runtime or architecture to the layer’s layer.json, then lock, build and publish it.',
  });

/**
 * Refuses lists of layers that Lambda would refuse.
 * @throws LayerkitError definition/invalid for too many layers or the same layer twice
 */
const refuseWhatLambdaRefuses = (layers: readonly ChosenLayer[]): void => {
  const names = layers.map(identityOf);
  const twice = layers.filter((layer, index) => names.indexOf(identityOf(layer)) !== index);
  const problems = [
    ...(layers.length > quotas.layersPerFunction
      ? [`${layers.length} layers; Lambda allows at most ${quotas.layersPerFunction}`]
      : []),
    ...twice.map((layer) =>
      isThirdParty(layer)
        ? `${layer.arn}: a version of this layer is already attached`
        : `${layer.project}: the layer ${layer.layerName} is already attached`,
    ),
  ];
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'definition/invalid',
    message: 'cannot attach the function’s layers together',
    problems,
    hint: 'Change "layers" in function.json. You can merge two small layers into one with the requirements of both.',
  });
};

/** Returns the layer without its version. Two versions of one layer exclude each other. */
const identityOf = (layer: ChosenLayer): string =>
  isThirdParty(layer) ? layer.arn.replace(/:\d+$/, '') : layer.layerName;
