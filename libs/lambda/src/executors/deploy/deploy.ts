import { runExecutor } from '@layerkit/executors';
import { connectLambda } from '@layerkit/publishing/aws';
import { deployFunctions, deploymentFailure, refuseOtherRegions } from '@layerkit/publishing/functions';
import type { ExecutorContext } from '@nx/devkit';
import { readBuiltFunctions } from '../../project/built-functions.ts';
import { checkHandler } from '../../project/handler-check.ts';
import { openFunctions } from '../../project/project-functions.ts';
import { describeSharedNames } from '../../project/shared-names.ts';
import { inDeployment, thirdPartyArns } from '../../project/third-party-layers.ts';
import { describeOutcome, describeOutcomes, describePlans } from './describe-deployment.ts';
import { functionsToDeploy } from './functions-to-deploy.ts';
import { forgetOutcomes, recordOutcome } from './record-outcome.ts';
import type { DeployExecutorOptions } from './schema.d.ts';

/** Functions → builds with layers → plans → changes → results. */
export default async function deploy(options: DeployExecutorOptions, context: ExecutorContext) {
  return runExecutor(context, { executor: '@layerkit/lambda:deploy', result: 'deployment' }, async (say) => {
    const { functions, isTable } = await openFunctions(context, options);
    if (isTable) await forgetOutcomes(functions);
    const started = performance.now();
    const lambda = await connectLambda(options);
    const { region } = lambda.where;
    const arns = functions.flatMap(({ definition }) => thirdPartyArns(definition, region));
    refuseOtherRegions([...new Set(arns)], region);
    const built = await readBuiltFunctions(functions, context, ({ definition }) =>
      inDeployment(definition, lambda.layers, region),
    );
    built.forEach(({ one, artifact, attached }) => {
      checkHandler(one, artifact, attached);
    });
    const shared = await describeSharedNames(functions, context);
    const deployed = await deployFunctions({
      functions: functionsToDeploy(built, { options, lambda, say }),
      onPlans: (plans) => [...describePlans(plans), ...shared].forEach(say),
      onOutcome: (outcome) => describeOutcome(outcome, performance.now() - started).forEach(say),
    });
    if (isTable || deployed.outcomes.every(({ status }) => status === 'done'))
      for (const outcome of deployed.outcomes) await recordOutcome(functions, outcome);
    if (options.dryRun !== true) describeOutcomes(deployed).forEach(say);
    const failure = deploymentFailure(deployed, functions.length);
    if (failure !== undefined) throw failure;
  });
}
