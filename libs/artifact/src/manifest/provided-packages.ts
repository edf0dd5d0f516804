import type { LayerManifest, WheelFacts } from './layer-manifest.ts';

/**
 * Returns the packages that are not in a layer and whose wheels a local verify uses: those of the runtime, and those of
 * layers that layer.json does not name.
 */
export const packagesToStandIn = ({
  runtimeProvided = [],
  provided = [],
}: Pick<LayerManifest, 'runtimeProvided' | 'provided'>): readonly WheelFacts[] => [
  ...runtimeProvided,
  ...provided.filter(({ by }) => by === undefined),
];

/** Returns the layer projects that have packages of a layer. */
export const providingLayers = ({ provided = [] }: Pick<LayerManifest, 'provided'>): readonly string[] => [
  ...new Set(provided.flatMap(({ by }) => by ?? [])),
];
