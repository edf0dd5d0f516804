import type { Target } from '@layerkit/platform-resolution';
import type { LayerDefinition } from './layer-definition.ts';

/** Returns every target of a layer: each runtime on each architecture, in the order of the definition. */
export const targetsOf = (definition: LayerDefinition): readonly Target[] =>
  definition.runtimes.flatMap((runtime) =>
    definition.architectures.map((architecture) => ({ runtime, architecture })),
  );

/** Returns the layer's name for one target: replaces `{runtime}` and `{architecture}`, with a `-` for a dot. */
export const layerNameFor = (definition: LayerDefinition, target: Target): string =>
  definition.layerName
    .replaceAll('{runtime}', target.runtime.replaceAll('.', '-'))
    .replaceAll('{architecture}', target.architecture);

/** Returns every name that the layer has on AWS, without duplicates. */
export const layerNamesOf = (definition: LayerDefinition): readonly string[] => [
  ...new Set(targetsOf(definition).map((target) => layerNameFor(definition, target))),
];
