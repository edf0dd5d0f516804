import type { Target } from '@layerkit/platform-resolution';
import type { LayerDefinition } from './layer-definition.ts';

/** Every runtime of the layer on every architecture of it, in the order of the definition. */
export const targetsOf = (definition: LayerDefinition): readonly Target[] =>
  definition.runtimes.flatMap((runtime) =>
    definition.architectures.map((architecture) => ({ runtime, architecture })),
  );

/** The layer's name for one target: `{runtime}` and `{architecture}` replaced, a dot by a `-`. */
export const layerNameFor = (definition: LayerDefinition, target: Target): string =>
  definition.layerName
    .replaceAll('{runtime}', target.runtime.replaceAll('.', '-'))
    .replaceAll('{architecture}', target.architecture);

/** Every name that the layer has on AWS, each once. */
export const layerNamesOf = (definition: LayerDefinition): readonly string[] => [
  ...new Set(targetsOf(definition).map((target) => layerNameFor(definition, target))),
];
