import {
  artifactDirectory,
  readLayerArtifact,
  readRejectedLayer,
  rejectedDirectory,
  type LayerArtifact,
} from '@layerkit/artifact';
import { isLayerkitError, type LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import type { LayerProject } from './layer-project.ts';

export interface LayersToLookInto {
  /** In the order of the project’s targets. */
  readonly layers: readonly LayerArtifact[];
  /** What whoever looks has to know of them, a line each. */
  readonly remarks: readonly string[];
}

/**
 * What was built of a project for each target; where build has refused a layer, that one. Only for looking:
 * what is verified or published is read with `readLayerArtifact`.
 * @throws LayerkitError artifact/missing, artifact/invalid when there is nothing of a target, and build
 * refused none
 */
export const layersToLookInto = async ({ outputRoot, targets }: LayerProject): Promise<LayersToLookInto> => {
  const found = await Promise.all(targets.map((target) => lookFor(artifactDirectory(outputRoot, target))));
  const isRefused = found.some((one) => 'layer' in one && one.refusedFor !== undefined);
  const layers = found.flatMap((one) => {
    if ('layer' in one) return [one.layer];
    if (!isRefused) throw one.missing;
    return [];
  });
  const remarks = targets.flatMap((target, at) =>
    remarkOn(found[at]).map((text) => `${formatTarget(target)}: ${text}`),
  );
  return { layers, remarks };
};

type Found =
  { readonly layer: LayerArtifact; readonly refusedFor?: string } | { readonly missing: LayerkitError };

const lookFor = async (directory: string): Promise<Found> => {
  try {
    return { layer: await readLayerArtifact(directory) };
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    const rejected = await readRejectedLayer(rejectedDirectory(directory));
    return rejected === undefined ? { missing: error } : { layer: rejected, refusedFor: rejected.code };
  }
};

const remarkOn = (found: Found | undefined): readonly string[] => {
  if (found === undefined) return [];
  if ('missing' in found) return ['not built: build failed for another target'];
  return found.refusedFor === undefined
    ? []
    : [`build refused this layer (${found.refusedFor}): it can be looked into, not published`];
};
