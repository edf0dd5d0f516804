import { recordingFailure, type RecordedRun } from '@layerkit/artifact';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { outputRootIn } from './layer-project.ts';
import { namingLockTask } from './lock-task.ts';

/**
 * Runs the work of one executor for people and for machines: what it says is printed, and so is why it failed, which stays
 * as `<executor>.failure.json`. Never throws.
 * @param result what it leaves beside the artifacts where it comes to a result; an earlier one is removed first
 */
export const runExecutor = async (
  context: ExecutorContext,
  { executor, result }: Pick<RecordedRun, 'executor' | 'result'>,
  work: (say: (line: string) => void) => Promise<void>,
): Promise<{ readonly success: boolean }> => {
  // The AWS SDK’s notice about future Node.js versions is for layerkit’s maintainers; it has no option for this
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const run = { outputRoot: outputRootIn(context), executor, result };
  const success = await reporting(
    (say) => recordingFailure(run, () => namingLockTask(context, () => work(say))),
    { verbose: context.isVerbose },
  );
  return { success };
};
