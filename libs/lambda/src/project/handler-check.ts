import type { FunctionArtifact } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import type { AttachedLayer } from '@layerkit/publishing';
import type { ExecutorContext } from '@nx/devkit';
import { missingHandler } from '@layerkit/packaging';
import { layersBuiltSoFar } from './attached-layers.ts';
import type { FunctionProject } from './function-project.ts';

/**
 * What build says of a handler that is not among its own sources: a layer may bring it, but not one that is
 * built and does not. Only a warning: the layers may be built anew at this very moment.
 */
export const describeHandler = async (
  project: FunctionProject,
  artifact: FunctionArtifact,
  context: ExecutorContext,
): Promise<readonly string[]> => {
  const { definition } = project;
  const missing = missingHandler({ definition, artifact, layers: [] });
  if (missing === undefined) return [];
  const layers = await layersBuiltSoFar(project, context);
  const named = definition.layers.join(', ');
  if (layers === undefined)
    return [
      `note: ${ended(missing)} Else a layer has to bring it; not all of its layers are built yet: ${named}.`,
    ];
  if (missingHandler({ definition, artifact, layers }) === undefined) return [];
  return [`warning: ${ended(missing)} It is not in ${named} either, as built: deploy would refuse it.`];
};

/** A question has its mark already. */
const ended = (sentence: string): string => (sentence.endsWith('?') ? sentence : `${sentence}.`);

/**
 * Makes sure that a function which is to be deployed has its handler, of its own or in a layer.
 * @throws LayerkitError function/invalid
 */
export const checkHandler = (
  { definition }: FunctionProject,
  artifact: FunctionArtifact,
  attached: readonly AttachedLayer[],
): void => {
  const wanted = formatTarget(definition);
  const layers = attached.flatMap(({ artifacts }) =>
    artifacts.filter(({ manifest }) => formatTarget(manifest.target) === wanted),
  );
  const missing = missingHandler({ definition, artifact, layers });
  if (missing === undefined) return;
  const named = definition.layers.join(', ');
  throw new LayerkitError({
    code: 'function/invalid',
    message: `${definition.functionName} can’t work as a function`,
    problems: [named === '' ? missing : `${ended(missing)} It is not in ${named} either.`],
    hint: 'handler, sources and layers are fields of function.json.',
  });
};
