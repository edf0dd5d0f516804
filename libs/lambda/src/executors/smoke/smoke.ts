import { connectLambda, formatSmokeReport, smokeFunction } from '@layerkit/publishing';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctionProject } from '../../project/function-project.ts';
import type { SmokeExecutorOptions } from './schema.d.ts';

export default async function smoke(options: SmokeExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const { definition } = await openFunctionProject(context);
      const { invocation } = await connectLambda(options);
      const report = await smokeFunction({ definition, invocation });
      formatSmokeReport(report).forEach(say);
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
