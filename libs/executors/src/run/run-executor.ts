import { recordingFailure, type RecordedRun } from '@layerkit/artifact';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import type { ExecutorName } from '../table/plugins.ts';
import { outputRootIn } from './project-place.ts';

/** Which executor runs, and the result that it writes beside the artifacts. */
export interface ExecutorRun extends Pick<RecordedRun, 'result'> {
  readonly executor: ExecutorName;
}

/**
 * Runs the work of one executor: prints what it says and why it failed, and writes the failure to
 * `<executor>.failure.json`. The result and the failure of an earlier run are deleted first. Never throws.
 */
export const runExecutor = async (
  context: ExecutorContext,
  run: ExecutorRun,
  work: (say: (line: string) => void) => Promise<void>,
): Promise<{ readonly success: boolean }> => {
  const recorded = { ...run, outputRoot: outputRootIn(context) };
  const success = await reporting((say) => recordingFailure(recorded, () => work(say)), {
    verbose: context.isVerbose,
  });
  return { success };
};
