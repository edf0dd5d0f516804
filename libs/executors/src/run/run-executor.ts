import { recordingFailure, type RecordedRun } from '@layerkit/artifact/results';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import type { ExecutorName } from '../table/plugins.ts';
import { outputRootIn } from './project-place.ts';

/** One run of an executor: its name, and the result that it writes next to the artifacts. */
export interface ExecutorRun extends Pick<RecordedRun, 'result'> {
  readonly executor: ExecutorName;
}

/**
 * Runs the work of one executor. Prints its output and its error, and writes a failure to
 * `<executor>.failure.json`. First deletes the result and the failure of an earlier run. Never throws.
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
