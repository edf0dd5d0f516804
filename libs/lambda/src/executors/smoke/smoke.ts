import { forgetResult, writeResult } from '@layerkit/artifact/results';
import { runExecutor } from '@layerkit/executors';
import { connectLambda } from '@layerkit/publishing/aws';
import { smokeFailure } from '@layerkit/publishing/smoke';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctions } from '../../project/project-functions.ts';
import { describeSmoke } from './describe-smoke.ts';
import type { SmokeExecutorOptions } from './schema.d.ts';
import { smokeFunctions, withCases } from './smoke-functions.ts';

export default async function smoke(options: SmokeExecutorOptions, context: ExecutorContext) {
  // A dry run invokes nothing, so the previous result stays valid
  const result = options.dryRun === true ? undefined : 'smoke';
  return runExecutor(context, { executor: '@layerkit/lambda:smoke', result }, async (say) => {
    const { functions, isTable } = await openFunctions(context, options);
    if (options.dryRun === true) {
      for (const { definition } of functions)
        say(`${definition.functionName}: not invoked: this is a dry run`);
      return;
    }
    const tested = withCases(functions, { isExplicit: options.only !== undefined, say });
    if (isTable) for (const { outputRoot } of functions) await forgetResult(outputRoot, 'smoke');
    const lambda = await connectLambda(options);
    const reports = await smokeFunctions(tested, { lambda, isTable, say });
    for (const { outputRoot, report } of reports)
      await writeResult(outputRoot, 'smoke', { schema: 'layerkit/smoke/1', ...report });
    describeSmoke(reports).forEach(say);
    const failure = smokeFailure(reports.map(({ report }) => report));
    if (failure !== undefined) throw failure;
  });
}
