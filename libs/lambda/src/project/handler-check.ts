import type { FunctionArtifact } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { isLayerArn } from '@layerkit/platform-resolution/layer-arns';
import type { AttachedLayer } from '@layerkit/publishing/functions';
import type { ExecutorContext } from '@nx/devkit';
import { missingHandler } from '@layerkit/packaging';
import { layersBuiltSoFar, stackedLayers } from './attached-layers.ts';
import type { ProjectFunction } from './project-functions.ts';

/**
 * Returns what build prints about a handler that is not in the own code: a note if its layers are not all
 * built, because one may provide it, and a warning if none does. It is not an error, because the layers may
 * be rebuilt at the same time.
 */
export const describeHandler = async (
  one: Pick<ProjectFunction, 'definition'>,
  artifact: FunctionArtifact,
  context: ExecutorContext,
): Promise<readonly string[]> => {
  const { definition } = one;
  const missing = missingHandler({ definition, artifact, layers: [] });
  if (missing === undefined) return [];
  const layers = await layersBuiltSoFar(one, context);
  const named = (definition.layers ?? []).join(', ');
  if (layers === undefined)
    return [
      `note: ${ended(missing)} Otherwise a layer must provide it; not all of its layers are built yet: ${named}.`,
    ];
  if (missingHandler({ definition, artifact, layers }) === undefined) return [];
  const thirdParty = (definition.layers ?? []).filter(isLayerArn).join(', ');
  if (thirdParty !== '')
    return [`note: ${ended(missing)} Otherwise ${thirdParty} must provide it; build does not look into it.`];
  return [
    `warning: ${ended(missing)} It is not in the current build of ${named} either: deploy would refuse it.`,
  ];
};

/** Ends a sentence with a period, unless it ends with a question mark. */
const ended = (sentence: string): string => (sentence.endsWith('?') ? sentence : `${sentence}.`);

/**
 * Checks that a function has its handler, in its own code or in a layer.
 * @throws LayerkitError function/invalid
 */
export const checkHandler = (
  { definition }: Pick<ProjectFunction, 'definition'>,
  artifact: FunctionArtifact,
  attached: readonly AttachedLayer[],
): void => {
  const { layers, unread } = stackedLayers(attached, definition);
  const missing = missingHandler({ definition, artifact, layers });
  // a layer that could not be read may provide it
  if (missing === undefined || unread.length > 0) return;
  const named = (definition.layers ?? []).join(', ');
  throw new LayerkitError({
    code: 'function/invalid',
    message: `${definition.functionName} is not a valid function`,
    problems: [named === '' ? missing : `${ended(missing)} It is not in ${named} either.`],
    hint: 'Correct handler, sources or layers in function.json.',
  });
};
