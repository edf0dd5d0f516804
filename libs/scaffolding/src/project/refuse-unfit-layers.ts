import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { WorkspaceLayer } from './find-project.ts';

/** Lambda quotas, "Function layers". */
const mostLayers = 5;

/**
 * Checks that a function with this target can use these layers: they are not too many, and all support it.
 * @throws LayerkitError definition/invalid (too many), deploy/incompatible-layer, with every layer that does
 * not support the target
 */
export const refuseUnfitLayers = (
  functionName: string,
  target: Target,
  layers: readonly WorkspaceLayer[],
): void => {
  if (layers.length > mostLayers)
    throw new LayerkitError({
      code: 'definition/invalid',
      message: `${functionName} would have ${layers.length} layers, and Lambda allows ${mostLayers} per function: ${layers.map(({ name }) => name).join(', ')}`,
      hint: 'Move the requirements of two layers into one.',
    });
  const unfit = layers.filter(
    ({ definition: { runtimes, architectures } }) =>
      !runtimes.includes(target.runtime) || !architectures.includes(target.architecture),
  );
  if (unfit.length === 0) return;
  throw new LayerkitError({
    code: 'deploy/incompatible-layer',
    message: `${functionName} runs on ${formatTarget(target)}, and not all of its layers are built for this target`,
    problems: unfit.map(({ name, definition }) => `${name} is built for ${builtFor(definition)}`),
    hint: 'Add the runtime or the architecture to the layer’s layer.json, and lock the layer again.',
  });
};

const builtFor = ({ runtimes, architectures }: WorkspaceLayer['definition']): string =>
  `${runtimes.join(', ')} on ${architectures.join(', ')}`;
