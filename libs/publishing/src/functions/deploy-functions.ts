import pMap from 'p-map';
import {
  applyPlanned,
  planFunction,
  type DeployFunctionOptions,
  type Deployment,
  type PlannedFunction,
} from './deploy-function.ts';
import type { DeploymentPlan } from './plan-deployment.ts';

/** A function of a project to deploy, with its name in function.json. */
export interface FunctionToDeploy {
  readonly name: string;
  readonly options: DeployFunctionOptions;
}

/** The deployment of a function, or the error that stopped it. */
export type DeploymentOutcome =
  | { readonly name: string; readonly status: 'done'; readonly deployment: Deployment }
  | { readonly name: string; readonly status: 'failed'; readonly error: unknown };

export interface DeployFunctionsOptions {
  readonly functions: readonly FunctionToDeploy[];
  /** Called with the plans of all functions, before the first change. */
  readonly onPlans?: ((plans: readonly DeploymentPlan[]) => void) | undefined;
  /** Called as each function is done. */
  readonly onOutcome?: ((outcome: DeploymentOutcome) => void) | undefined;
}

export interface DeployedFunctions {
  /** Whether every function could be planned. If not, nothing was changed, and only failures are listed. */
  readonly isPlanned: boolean;
  readonly outcomes: readonly DeploymentOutcome[];
}

/** Lambda accepts 15 control requests per second (Lambda quotas, “API requests”). A deployment waits most of its time. */
const concurrency = 4;

/**
 * Deploys the functions of a project: plan all → show all plans → apply each. Changes nothing unless every function can be
 * planned. A function that fails later does not stop the others, and each has an outcome.
 */
export const deployFunctions = async (options: DeployFunctionsOptions): Promise<DeployedFunctions> => {
  const { functions, onPlans, onOutcome } = options;
  const planned = await pMap(functions, plan, { concurrency });
  const failed = planned.flatMap((one) => ('error' in one ? [one] : []));
  if (failed.length > 0) return { isPlanned: false, outcomes: failed };
  const ready = planned.flatMap((one) => ('error' in one ? [] : [one]));
  onPlans?.(ready.map(({ planned: { plan: steps } }) => steps));
  const outcomes = await pMap(
    ready,
    async (one) => {
      const outcome = await apply(one);
      onOutcome?.(outcome);
      return outcome;
    },
    { concurrency },
  );
  return { isPlanned: true, outcomes };
};

interface Ready {
  readonly name: string;
  readonly planned: PlannedFunction;
}

type Failed = Extract<DeploymentOutcome, { readonly status: 'failed' }>;

const plan = async ({ name, options }: FunctionToDeploy): Promise<Ready | Failed> =>
  orFailed(name, async () => ({ name, planned: await planFunction(options) }));

const apply = ({ name, planned }: Ready): Promise<DeploymentOutcome> =>
  orFailed(name, async () => ({ name, status: 'done', deployment: await applyPlanned(planned) }));

const orFailed = async <T>(name: string, work: () => Promise<T>): Promise<T | Failed> => {
  try {
    return await work();
  } catch (error) {
    return { name, status: 'failed', error };
  }
};
