import { artifactDirectory, readFunctionArtifact } from '@layerkit/artifact';
import { writeResult } from '@layerkit/artifact/results';
import { runExecutor } from '@layerkit/executors';
import { auditFunctionStack } from '@layerkit/packaging';
import { connectLambda } from '@layerkit/publishing/aws';
import { deployFunction, formatDeploymentPlan, refuseOtherRegions } from '@layerkit/publishing/functions';
import { formatMilliseconds } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { readAttachedLayers, stackedLayers } from '../../project/attached-layers.ts';
import { thirdPartyArns, inDeployment } from '../../project/third-party-layers.ts';
import { openFunctionProject } from '../../project/function-project.ts';
import { checkHandler } from '../../project/handler-check.ts';
import { describeSharedName } from '../../project/shared-name.ts';
import { deploymentResult } from './deployment-result.ts';
import type { DeployExecutorOptions } from './schema.d.ts';

export default async function deploy(options: DeployExecutorOptions, context: ExecutorContext) {
  return runExecutor(context, { executor: '@layerkit/lambda:deploy', result: 'deployment' }, async (say) => {
    const project = await openFunctionProject(context);
    const { definition, outputRoot } = project;
    const started = performance.now();
    const artifact = await readFunctionArtifact(artifactDirectory(outputRoot, definition));
    const { layers, functions, where } = await connectLambda(options);
    refuseOtherRegions(thirdPartyArns(definition, where.region), where.region);
    const attached = await readAttachedLayers(
      project,
      context,
      inDeployment(definition, layers, where.region),
    );
    checkHandler(project, artifact, attached);
    const shared = await describeSharedName(project, context);
    const deployment = await deployFunction({
      project: project.name,
      definition,
      artifact,
      attached,
      role: options.role,
      layers,
      functions,
      check: async () => {
        const stack = { definition, artifact, ...stackedLayers(attached, definition) };
        (await auditFunctionStack(stack)).forEach((warning) => say(`warning: ${warning}`));
      },
      adopt: options.adopt ?? false,
      dryRun: options.dryRun ?? false,
      onPlan: (plan) => [...formatDeploymentPlan(plan), ...shared].forEach(say),
    });
    const { status, arn } = deployment;
    await writeResult(outputRoot, 'deployment', deploymentResult(deployment));
    if (status === 'created' || status === 'updated')
      say(`${status}  ${arn ?? ''} in ${formatMilliseconds(performance.now() - started)}`);
  });
}
