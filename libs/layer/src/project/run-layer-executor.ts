import { runExecutor, type ExecutorRun } from '@layerkit/executors';
import type { ExecutorContext } from '@nx/devkit';
import { namingLockTask } from './lock-task.ts';

/**
 * Runs an executor that reads a lock, like `runExecutor`. An error about a missing or stale lock names the Nx
 * task that creates it.
 */
export const runLayerExecutor = (
  context: ExecutorContext,
  run: ExecutorRun,
  work: (say: (line: string) => void) => Promise<void>,
): Promise<{ readonly success: boolean }> =>
  runExecutor(context, run, (say) => namingLockTask(context, () => work(say)));
