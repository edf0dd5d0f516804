import { artifactDirectory, forgetResult, readFunctionArtifact, writeResult } from '@layerkit/artifact';
import { connectLambda, deployFunction, formatDeploymentPlan } from '@layerkit/publishing';
import { formatMilliseconds, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { readAttachedLayers } from '../../project/attached-layers.ts';
import { openFunctionProject } from '../../project/function-project.ts';
import { deploymentResult } from './deployment-result.ts';
import type { DeployExecutorOptions } from './schema.d.ts';

export default async function deploy(options: DeployExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const project = await openFunctionProject(context);
      const { definition, outputRoot } = project;
      await forgetResult(outputRoot, 'deployment');
      const started = performance.now();
      const { layers, functions } = await connectLambda(options);
      const deployment = await deployFunction({
        definition,
        artifact: await readFunctionArtifact(artifactDirectory(outputRoot, definition)),
        attached: await readAttachedLayers(project, context),
        role: options.role,
        layers,
        functions,
        dryRun: options.dryRun ?? false,
        onPlan: (plan) => formatDeploymentPlan(plan).forEach(say),
      });
      const { status, arn } = deployment;
      await writeResult(outputRoot, 'deployment', deploymentResult(deployment));
      if (status === 'created' || status === 'updated')
        say(`${status}  ${arn ?? ''} in ${formatMilliseconds(performance.now() - started)}`);
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
