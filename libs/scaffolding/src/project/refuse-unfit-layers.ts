import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { WorkspaceLayer } from './find-project.ts';

/** Lambda quotas, "Function layers". */
const mostLayers = 5;

/**
 * Makes sure that a function of this target can have these layers, in number and in kind.
 * @throws LayerkitError definition/invalid (too many), deploy/incompatible-layer, with every layer that does
 * not fit
 */
export const refuseUnfitLayers = (
  functionName: string,
  target: Target,
  layers: readonly WorkspaceLayer[],
): void => {
  if (layers.length > mostLayers)
    throw new LayerkitError({
      code: 'definition/invalid',
      message: `${functionName} would have ${layers.length} layers, and Lambda takes ${mostLayers} a function: ${layers.map(({ name }) => name).join(', ')}`,
      hint: 'Put the requirements of two layers into one.',
    });
  const unfit = layers.filter(
    ({ definition: { runtimes, architectures } }) =>
      !runtimes.includes(target.runtime) || !architectures.includes(target.architecture),
  );
  if (unfit.length === 0) return;
  throw new LayerkitError({
    code: 'deploy/incompatible-layer',
    message: `${functionName} runs on ${formatTarget(target)}, for which not all of its layers are built`,
    problems: unfit.map(({ name, definition }) => `${name} is built for ${builtFor(definition)}`),
    hint: 'Add the runtime or the architecture to layer.json of the layer, and lock it anew.',
  });
};

const builtFor = ({ runtimes, architectures }: WorkspaceLayer['definition']): string =>
  `${runtimes.join(', ')} on ${architectures.join(', ')}`;
