import { setTimeout as sleep } from 'node:timers/promises';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import type { TemporaryResources } from './temporary-resources.ts';

/**
 * Deletes the function and all versions of the layer with this name, if they exist. Retries each a few times,
 * because AWS may still be changing the function.
 * @param failure an earlier error to include in this one
 * @throws LayerkitError aws/refused, with the reason of each failed deletion
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
    message: `cannot remove the temporary function and layer ${name}`,
    problems: [...problems, ...(failure instanceof Error ? [`before that: ${failure.message}`] : [])],
    cause: failure,
    hint: `The next verify on Lambda removes them. To remove them now, run aws lambda delete-function --function-name ${name}; aws lambda delete-layer-version --layer-name ${name} --version-number 1`,
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
