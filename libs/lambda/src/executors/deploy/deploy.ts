import { artifactDirectory, readFunctionArtifact, writeRunReport } from '@layerkit/artifact';
import { connectLambda, deployFunction, formatDeploymentPlan } from '@layerkit/publishing';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { readAttachedLayers } from '../../project/attached-layers.ts';
import { openFunctionProject } from '../../project/function-project.ts';
import type { DeployExecutorOptions } from './schema.d.ts';

export default async function deploy(options: DeployExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const project = await openFunctionProject(context);
      const { definition, outputRoot } = project;
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
      if (status !== 'planned') await writeRunReport(outputRoot, 'deployment', deployment);
      if (status === 'created' || status === 'updated') say(`${status}  ${arn ?? ''}`);
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
