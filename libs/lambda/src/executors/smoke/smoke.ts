import { writeResult } from '@layerkit/artifact/results';
import { runExecutor } from '@layerkit/executors';
import { connectLambda } from '@layerkit/publishing/aws';
import { formatSmokeCase, smokeFailure, smokeFunction } from '@layerkit/publishing/smoke';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctionProject } from '../../project/function-project.ts';
import { describeSmoke } from './describe-smoke.ts';
import type { SmokeExecutorOptions } from './schema.d.ts';

export default async function smoke(options: SmokeExecutorOptions, context: ExecutorContext) {
  // A dry run invokes nothing, so the previous result stays valid
  const result = options.dryRun === true ? undefined : 'smoke';
  return runExecutor(context, { executor: '@layerkit/lambda:smoke', result }, async (say) => {
    const { definition, outputRoot } = await openFunctionProject(context);
    if (options.dryRun === true) {
      say(`${definition.functionName}: not invoked: this is a dry run`);
      return;
    }
    const { invocation } = await connectLambda(options);
    const onCase = (report: Parameters<typeof formatSmokeCase>[0]) => formatSmokeCase(report).forEach(say);
    const report = await smokeFunction({ definition, invocation, onCase });
    await writeResult(outputRoot, 'smoke', { schema: 'layerkit/smoke/1', ...report });
    describeSmoke(report).forEach(say);
    const failure = smokeFailure(report);
    if (failure !== undefined) throw failure;
  });
}
