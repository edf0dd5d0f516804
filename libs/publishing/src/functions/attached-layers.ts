import type { LayerArtifact } from '@layerkit/artifact';
import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { quotas, formatTarget, type Target } from '@layerkit/platform-resolution';

/** A layer that function.json names: the project and its artifacts. */
export interface AttachedLayer {
  readonly project: string;
  readonly artifacts: readonly LayerArtifact[];
}

/** The artifact of a layer for the function’s target. */
export interface ChosenLayer {
  readonly project: string;
  readonly layerName: string;
  readonly sha256: Sha256;
  readonly unpackedBytes: number;
}

/**
 * Returns each layer’s artifact for the function’s target, in the given order.
 * @throws LayerkitError deploy/incompatible-layer (lists every layer without one), definition/invalid
 */
export const chooseLayers = (target: Target, attached: readonly AttachedLayer[]): readonly ChosenLayer[] => {
  const unfit = attached.filter((layer) => buildFor(target, layer) === undefined);
  if (unfit.length > 0) throw incompatible(target, unfit);
  const chosen = attached.flatMap((layer) => {
    const build = buildFor(target, layer);
    if (build === undefined) return [];
    const { layerName, zip } = build.manifest;
    return [{ project: layer.project, layerName, sha256: zip.sha256, unpackedBytes: zip.unpackedBytes }];
  });
  refuseWhatLambdaRefuses(chosen);
  return chosen;
};

const buildFor = (target: Target, { artifacts }: AttachedLayer): LayerArtifact | undefined =>
  artifacts.find(
    ({ manifest }) =>
      manifest.target.runtime === target.runtime && manifest.target.architecture === target.architecture,
  );

const incompatible = (target: Target, unfit: readonly AttachedLayer[]): LayerkitError =>
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
  const names = layers.map(({ layerName }) => layerName);
  const twice = layers.filter(({ layerName }, index) => names.indexOf(layerName) !== index);
  const problems = [
    ...(layers.length > quotas.layersPerFunction
      ? [`${layers.length} layers; Lambda allows at most ${quotas.layersPerFunction}`]
      : []),
    ...twice.map(({ project, layerName }) => `${project}: the layer ${layerName} is already attached`),
  ];
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'definition/invalid',
    message: 'cannot attach the function’s layers together',
    problems,
    hint: 'Change "layers" in function.json. You can merge two small layers into one with the requirements of both.',
  });
};
