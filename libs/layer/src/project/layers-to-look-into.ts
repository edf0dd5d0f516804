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
  /** Lines to print about rejected and missing layers. */
  readonly remarks: readonly string[];
}

/**
 * Reads the built layer of a project for each target, or the one that build rejected. Use it only to inspect
 * layers; verify and publish read theirs with `readLayerArtifact`.
 * @throws LayerkitError artifact/missing, artifact/invalid if a target has no layer and build rejected none
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
    : [`build rejected this layer (${found.refusedFor}): you can inspect it, but not publish it`];
};
