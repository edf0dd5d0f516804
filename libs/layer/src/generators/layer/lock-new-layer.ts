import { isLayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { showLine } from '@layerkit/terminal';
import { lockTarget } from '@layerkit/packaging';
import { describeLock } from '@layerkit/report/lines';
import { freshLock, lockEachTarget, type WrittenLayer } from './lock-each-target.ts';

export interface LayerToLock extends WrittenLayer {
  readonly name: string;
}

/**
 * Locks a new layer for each target without a fresh lock. If uv is missing, it prints a message instead of an
 * error, because the project itself is complete.
 * @throws LayerkitError as lockLayer does, except resolver/not-found
 */
export const lockNewLayer = async (
  { name, ...layer }: LayerToLock,
  print: (line: string) => void = console.log,
): Promise<void> => {
  const say = (line: string): void => print(showLine(line));
  try {
    await lockEachTarget(layer, async (request) => {
      if ((await freshLock(request)) !== undefined) return;
      say(`Locking ${name} for ${formatTarget(request.target)} …`);
      const started = performance.now();
      const locked = await lockTarget(request, {});
      describeLock(locked, performance.now() - started).forEach(say);
    });
  } catch (error) {
    say(`The files of ${name} are written, but the layer is not locked.`);
    if (!isLayerkitError(error) || error.code !== 'resolver/not-found') {
      say(`Fix the error below, in ${layer.root} or elsewhere, then run: nx run ${name}:lock`);
      throw error;
    }
    say(`${error.message}. ${error.hint ?? ''}`);
    say(`Then run: nx run ${name}:lock`);
  }
};
