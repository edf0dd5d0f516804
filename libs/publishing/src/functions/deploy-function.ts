import { LayerkitError } from '@layerkit/failure';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import { refuseOversized } from '../zip/refuse-oversized.ts';
import { applyDeployment } from './apply-deployment.ts';
import { chooseLayers, isThirdParty, type AttachedLayer } from './attached-layers.ts';
import { checkUnpackedSize } from './check-size.ts';
import { refuseMissing } from './third-party-layer.ts';
import type { Functions } from './functions.ts';
import { planDeployment, type DeploymentPlan, type DeploymentStep } from './plan-deployment.ts';
import { readFunction, type CurrentFunction } from './read-function.ts';
import { resolveEnvironment } from './resolve-environment.ts';
import { resolveLayers, type ResolvedLayer } from './resolve-layers.ts';
import { defaultPatience, type Patience } from './settled-state.ts';
import {
  checkBuiltForDefinition,
  wantedFunction,
  type DeploymentInput,
  type WantedFunction,
} from './wanted-function.ts';

export interface DeployFunctionOptions extends DeploymentInput {
  /** In the order of the layer stack: a later layer overwrites files of an earlier one. */
  readonly attached: readonly AttachedLayer[];
  readonly layers: LayerVersions;
  readonly functions: Functions;
  /** Takes over a function that the project does not manage. */
  readonly adopt?: boolean | undefined;
  /** Stops after the plan. Allows layers that are not published yet. */
  readonly dryRun?: boolean | undefined;
  /** Called again if someone else’s change requires a new plan. */
  readonly onPlan?: ((plan: DeploymentPlan) => void) | undefined;
  readonly onStep?: ((step: DeploymentStep) => void) | undefined;
  readonly patience?: Patience | undefined;
  /** More checks, before the first request to AWS. It throws if the function must not be deployed. */
  readonly check?: (() => Promise<void>) | undefined;
}

export interface Deployment {
  readonly status: 'planned' | 'created' | 'updated' | 'unchanged';
  readonly functionName: string;
  /** Absent if a dry run found no function. */
  readonly arn?: string | undefined;
  readonly layers: readonly ResolvedLayer[];
  /** Function and layers together, unpacked. */
  readonly unpackedBytes: number;
  readonly plan: DeploymentPlan;
}

const mostPlans = 3;

/**
 * Creates or updates a function on AWS to match function.json and its artifact: check → resolve layers → plan
 * → apply. Leaves what function.json does not state as it is, and refuses to change a function that the
 * project does not manage, unless it adopts it. A second run changes nothing. If someone else changes the function in the meantime, makes a new plan, at most three in all.
 * @throws LayerkitError as `planFunction` and `applyPlanned`
 */
export const deployFunction = async (options: DeployFunctionOptions): Promise<Deployment> => {
  const planned = await planFunction(options);
  options.onPlan?.(planned.plan);
  return applyPlanned(planned);
};

/** A function with its plan, which is not applied yet. Contains environment values, so it must never be printed. */
export interface PlannedFunction {
  readonly options: DeployFunctionOptions;
  readonly wanted: WantedFunction;
  readonly current: CurrentFunction | undefined;
  readonly layers: readonly ResolvedLayer[];
  readonly unpackedBytes: number;
  readonly plan: DeploymentPlan;
}

/**
 * Checks a function, resolves its layers and plans its deployment. Changes nothing.
 * @throws LayerkitError artifact/*, definition/invalid, publish/needs-s3, aws/*, deploy/incompatible-layer,
 * deploy/too-large, deploy/environment-missing, deploy/layer-not-published, deploy/role-missing, deploy/not-adopted,
 * deploy/update-failed, layer-version/not-found
 */
export const planFunction = async (options: DeployFunctionOptions): Promise<PlannedFunction> => {
  const { chosen, unpackedBytes, environment } = check(options);
  await options.check?.();
  const { definition: target, dryRun } = options;
  const layers = await resolveLayers({ target, chosen, layers: options.layers, dryRun });
  const wanted = wantedFunction(options, { layers, environment });
  return planFor({ options, wanted, layers, unpackedBytes });
};

/** Reads the function and plans the steps from its present state. */
const planFor = async (prepared: Omit<PlannedFunction, 'current' | 'plan'>): Promise<PlannedFunction> => {
  const { options, wanted, layers } = prepared;
  const current = await readFunction(options.functions, wanted, options.patience ?? defaultPatience);
  refuseMissing(layers.filter(isThirdParty), current?.configuration.layers ?? []);
  const plan = planDeployment({ wanted, current, layers, adopt: options.adopt ?? false });
  return { ...prepared, current, plan };
};

/**
 * Applies a plan, unless it is for a dry run, and makes a new one if someone else changes the function in the meantime.
 * @throws LayerkitError deploy/update-failed, artifact/missing, artifact/invalid, aws/*
 */
export const applyPlanned = async (first: PlannedFunction): Promise<Deployment> => {
  const { options } = first;
  const { functions, patience = defaultPatience, onStep } = options;
  let planned = first;
  for (let plans = 1; ; plans += 1) {
    const { wanted, current, plan } = planned;
    const arn = current === undefined ? {} : { arn: current.arn };
    if (plan.steps.length === 0) return { status: 'unchanged', ...about(planned), ...arn };
    if (options.dryRun === true) return { status: 'planned', ...about(planned), ...arn };
    const applied = await applyDeployment({ plan, wanted, current, functions, patience, onStep });
    if (applied.status === 'applied') {
      const status = current === undefined ? 'created' : 'updated';
      return { status, ...about(planned), arn: applied.state.arn };
    }
    if (plans === mostPlans) throw overtaken(wanted.functionName, applied.reason);
    planned = await planFor(planned);
    options.onPlan?.(planned.plan);
  }
};

const about = ({ wanted: { functionName }, layers, unpackedBytes, plan }: PlannedFunction) => ({
  functionName,
  layers,
  unpackedBytes,
  plan,
});

/** Checks everything that needs no request to AWS. */
const check = (options: DeployFunctionOptions) => {
  const { artifact, attached, definition } = options;
  checkBuiltForDefinition(options);
  const chosen = chooseLayers(definition, attached);
  const unpackedBytes = checkUnpackedSize(artifact, chosen);
  const environment = resolveEnvironment(definition.environment, options.variables ?? process.env);
  const { bytes } = artifact.manifest.zip;
  refuseOversized([{ name: definition.functionName, zipPath: artifact.zipPath, bytes }]);
  return { chosen, unpackedBytes, environment };
};

const overtaken = (functionName: string, reason: string): LayerkitError =>
  new LayerkitError({
    code: 'deploy/update-failed',
    message: `${functionName} was changed by someone else during each of ${mostPlans} attempts: ${reason}`,
    hint: 'Make sure that no other deployment of this function is running, then deploy again.',
  });
