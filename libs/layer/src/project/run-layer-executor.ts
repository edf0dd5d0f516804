import { runExecutor, type ExecutorRun } from '@layerkit/executors';
import type { ExecutorContext } from '@nx/devkit';
import { namingLockTask } from './lock-task.ts';

/**
 * `runExecutor` for executors that read a lock: an error about a missing or stale lock names the task that
 * makes it.
 */
export const runLayerExecutor = (
  context: ExecutorContext,
  run: ExecutorRun,
  work: (say: (line: string) => void) => Promise<void>,
): Promise<{ readonly success: boolean }> =>
  runExecutor(context, run, (say) => namingLockTask(context, () => work(say)));
