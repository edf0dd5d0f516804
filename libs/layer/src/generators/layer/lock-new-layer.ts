import { join } from 'node:path';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import { checkLockIsFresh, type LockRequest } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { describeLock } from '../../executors/lock/describe-lock.ts';
import { lockTarget } from '../../executors/lock/lock-target.ts';

export interface LayerToLock {
  readonly workspaceRoot: string;
  readonly name: string;
  /** From the workspace’s root. */
  readonly root: string;
}

/**
 * Locks a layer that was just written, for each target whose lock is not as it should be. Where uv is missing it says
 * so and leaves it at that: the layer is there all the same.
 * @throws LayerkitError those of lockLayer, but resolver/not-found
 */
export const lockNewLayer = async (
  { workspaceRoot, name, root }: LayerToLock,
  say: (line: string) => void = (line) => console.log(line),
): Promise<void> => {
  const projectRoot = join(workspaceRoot, root);
  const definition = await readLayerDefinition(projectRoot);
  if (definition.requirements === undefined) return;
  try {
    for (const target of targetsOf(definition)) {
      const request = { projectRoot, definition, target };
      if (await isFresh(request)) continue;
      say(`Locking ${name} for ${formatTarget(target)} …`);
      const started = performance.now();
      const locked = await lockTarget(request, {});
      describeLock(locked, performance.now() - started).forEach(say);
    }
  } catch (error) {
    say(`The files of ${name} are written, but it is not locked.`);
    if (!isLayerkitError(error) || error.code !== 'resolver/not-found') {
      say(`When what follows is mended, in ${root} or elsewhere: nx run ${name}:lock`);
      throw error;
    }
    say(`${error.message}. ${error.hint ?? ''}\nThen: nx run ${name}:lock`);
  }
};

const isFresh = async (request: LockRequest): Promise<boolean> => {
  try {
    await checkLockIsFresh(request);
    return true;
  } catch (error) {
    if (isLayerkitError(error)) return false;
    throw error;
  }
};
