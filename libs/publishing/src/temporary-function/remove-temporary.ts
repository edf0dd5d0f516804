import { setTimeout as sleep } from 'node:timers/promises';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import type { TemporaryResources } from './temporary-resources.ts';

interface Removing {
  /** `undefined` if there is no layer of this name. */
  readonly layers?: LayerVersions | undefined;
  readonly temporary: TemporaryResources;
}

/**
 * Deletes the function and all versions of the layer with this name, if they exist. Retries each a few times,
 * because AWS may still be changing the function.
 * @param failure an earlier error to include in this one
 * @throws LayerkitError aws/refused, with the reason of each failed deletion
 */
export const removeTemporary = async (
  name: string,
  { layers, temporary }: Removing,
  failure?: unknown,
): Promise<void> => {
  const problems = [
    await problemOf(() => temporary.deleteFunction(name)),
    await problemOf(async () => {
      if (layers === undefined) return;
      for await (const { version } of layers.list(name)) await temporary.deleteLayerVersion(name, version);
    }),
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'aws/refused',
    message: `cannot remove the temporary function${layers === undefined ? '' : ' and layer'} ${name}`,
    problems: [...problems, ...(failure instanceof Error ? [`before that: ${failure.message}`] : [])],
    cause: failure,
    hint: `The next run removes what is left. To remove it now, run ${commandsToRemove(name, layers !== undefined)}`,
  });
};

const commandsToRemove = (name: string, withLayer: boolean): string =>
  [
    `aws lambda delete-function --function-name ${name}`,
    ...(withLayer ? [`aws lambda delete-layer-version --layer-name ${name} --version-number 1`] : []),
  ].join('; ');

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
