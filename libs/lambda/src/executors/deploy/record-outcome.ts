import { forgetFailure, forgetResult, writeFailure, writeResult } from '@layerkit/artifact/results';
import type { DeploymentOutcome } from '@layerkit/publishing/functions';
import type { ProjectFunction } from '../../project/project-functions.ts';
import { deploymentResult } from './deployment-result.ts';

const executor = '@layerkit/lambda:deploy';

/** Deletes the results of an earlier run, so that they don’t pass for those of a run that fails. */
export const forgetOutcomes = async (functions: readonly ProjectFunction[]): Promise<void> => {
  for (const { outputRoot } of functions) {
    await forgetResult(outputRoot, 'deployment');
    await forgetFailure({ outputRoot, executor });
  }
};

/** Writes what became of a function to the folder of its results. */
export const recordOutcome = async (
  functions: readonly ProjectFunction[],
  outcome: DeploymentOutcome,
): Promise<void> => {
  const outputRoot = functions.find(({ name }) => name === outcome.name)?.outputRoot ?? '';
  if (outcome.status === 'failed') await writeFailure({ outputRoot, executor }, outcome.error);
  else await writeResult(outputRoot, 'deployment', deploymentResult(outcome.deployment));
};
