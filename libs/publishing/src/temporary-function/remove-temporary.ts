import { setTimeout as sleep } from 'node:timers/promises';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import type { TemporaryResources } from './temporary-resources.ts';

/**
 * Removes the function and every version of the layer of this name, whichever of them there are. Each is
 * tried a few times: AWS may be busy with the very function.
 * @param failure what had gone wrong before, for the error to tell of, too
 * @throws LayerkitError aws/refused, naming what is left
 */
export const removeTemporary = async (
  name: string,
  { layers, temporary }: { readonly layers: LayerVersions; readonly temporary: TemporaryResources },
  failure?: unknown,
): Promise<void> => {
  const problems = [
    await problemOf(() => temporary.deleteFunction(name)),
    await problemOf(async () => {
      for await (const { version } of layers.list(name)) await temporary.deleteLayerVersion(name, version);
    }),
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'aws/refused',
    message: `${name} was made to verify the layer and could not be removed`,
    problems: [...problems, ...(failure instanceof Error ? [`before that: ${failure.message}`] : [])],
    cause: failure,
    hint: `The next verify on Lambda removes it; or do it by hand: aws lambda delete-function --function-name ${name}; aws lambda delete-layer-version --layer-name ${name} --version-number 1`,
  });
};

const attempts = 4;

const problemOf = async (remove: () => Promise<void>): Promise<string | undefined> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await remove();
      return undefined;
    } catch (error) {
      if (!isLayerkitError(error)) throw error;
      if (attempt === attempts) return error.message;
      await sleep(250 * 2 ** attempt);
    }
  }
};
