import { forgetResult, writeResult } from '@layerkit/artifact';
import { connectLambda, formatSmokeCase, smokeFailure, smokeFunction } from '@layerkit/publishing';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctionProject } from '../../project/function-project.ts';
import { describeSmoke } from './describe-smoke.ts';
import type { SmokeExecutorOptions } from './schema.d.ts';

export default async function smoke(options: SmokeExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const { definition, outputRoot } = await openFunctionProject(context);
      if (options.dryRun === true) {
        say(`${definition.functionName}: not invoked, since this is a dry run`);
        return;
      }
      await forgetResult(outputRoot, 'smoke');
      const { invocation } = await connectLambda(options);
      const onCase = (report: Parameters<typeof formatSmokeCase>[0]) => formatSmokeCase(report).forEach(say);
      const report = await smokeFunction({ definition, invocation, onCase });
      await writeResult(outputRoot, 'smoke', { schema: 'layerkit/smoke/1', ...report });
      describeSmoke(report).forEach(say);
      const failure = smokeFailure(report);
      if (failure !== undefined) throw failure;
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
