import type { Sha256 } from '@layerkit/artifact/digest';
import type { LayerVersion, LayerVersions, ListedLayerVersion } from './layer-versions.ts';
import { claimsDigest } from './version-description.ts';

export interface WantedLayerVersion {
  readonly layerName: string;
  readonly sha256: Sha256;
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
}

/**
 * Returns the newest live layer version with this digest and at least these runtimes and architectures. Ignores
 * description and license: a changed sentence must not move every function to a new layer version.
 */
export const findLayerVersion = async (
  layers: LayerVersions,
  wanted: WantedLayerVersion,
): Promise<LayerVersion | undefined> => {
  for await (const listed of layers.list(wanted.layerName)) {
    if (!claimsDigest(listed.description, wanted.sha256) || !isFor(listed, wanted)) continue;
    const version = await layers.get(wanted.layerName, listed.version);
    // anyone can write this description, and the layer version can be deleted between the two requests
    if (version?.sha256 === wanted.sha256) return version;
  }
  return undefined;
};

const isFor = (listed: ListedLayerVersion, wanted: WantedLayerVersion): boolean =>
  wanted.runtimes.every((runtime) => listed.runtimes.includes(runtime)) &&
  wanted.architectures.every((architecture) => listed.architectures.includes(architecture));
