import { isLayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { describeLock } from '../../executors/lock/describe-lock.ts';
import { lockTarget } from '../../executors/lock/lock-target.ts';
import { freshLock, lockEachTarget, type WrittenLayer } from './lock-each-target.ts';

export interface LayerToLock extends WrittenLayer {
  readonly name: string;
}

/**
 * Locks a layer that was just written, for each target whose lock is not as it should be. Where uv is missing
 * it says so and leaves it at that: the layer is there all the same.
 * @throws LayerkitError those of lockLayer, but resolver/not-found
 */
export const lockNewLayer = async (
  { name, ...layer }: LayerToLock,
  say: (line: string) => void = (line) => console.log(line),
): Promise<void> => {
  try {
    await lockEachTarget(layer, async (request) => {
      if ((await freshLock(request)) !== undefined) return;
      say(`Locking ${name} for ${formatTarget(request.target)} …`);
      const started = performance.now();
      const locked = await lockTarget(request, {});
      describeLock(locked, performance.now() - started).forEach(say);
    });
  } catch (error) {
    say(`The files of ${name} are written, but it is not locked.`);
    if (!isLayerkitError(error) || error.code !== 'resolver/not-found') {
      say(`When what follows is mended, in ${layer.root} or elsewhere: nx run ${name}:lock`);
      throw error;
    }
    say(`${error.message}. ${error.hint ?? ''}\nThen: nx run ${name}:lock`);
  }
};
