import { LayerkitError } from '@layerkit/failure';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import { refuseOversized } from '../zip/refuse-oversized.ts';
import { applyDeployment } from './apply-deployment.ts';
import { chooseLayers, isThirdParty, type AttachedLayer } from './attached-layers.ts';
import { checkUnpackedSize } from './check-size.ts';
import { refuseMissing } from './third-party-layer.ts';
import type { Functions } from './functions.ts';
import { planDeployment, type DeploymentPlan, type DeploymentStep } from './plan-deployment.ts';
import { readFunction } from './read-function.ts';
import { resolveEnvironment } from './resolve-environment.ts';
import { resolveLayers, type ResolvedLayer } from './resolve-layers.ts';
import { defaultPatience, type Patience } from './settled-state.ts';
import { checkBuiltForDefinition, wantedFunction, type DeploymentInput } from './wanted-function.ts';

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
 * @throws LayerkitError artifact/*, definition/invalid, publish/needs-s3, aws/*, deploy/incompatible-layer,
 * deploy/too-large, deploy/environment-missing, deploy/layer-not-published, deploy/role-missing, deploy/not-adopted,
 * deploy/update-failed, layer-version/not-found
 */
export const deployFunction = async (options: DeployFunctionOptions): Promise<Deployment> => {
  const { chosen, unpackedBytes, environment } = check(options);
  await options.check?.();
  const { definition: target, dryRun } = options;
  const layers = await resolveLayers({ target, chosen, layers: options.layers, dryRun });
  const wanted = wantedFunction(options, { layers, environment });
  const { functionName } = wanted;
  const { functions, adopt = false, patience = defaultPatience } = options;
  let reason = '';
  for (let plans = 0; plans < mostPlans; plans += 1) {
    const current = await readFunction(functions, wanted, patience);
    refuseMissing(layers.filter(isThirdParty), current?.configuration.layers ?? []);
    const plan = planDeployment({ wanted, current, layers, adopt });
    options.onPlan?.(plan);
    const about = { functionName, layers, unpackedBytes, plan };
    const arn = current === undefined ? {} : { arn: current.arn };
    if (plan.steps.length === 0) return { status: 'unchanged', ...about, ...arn };
    if (options.dryRun === true) return { status: 'planned', ...about, ...arn };
    const applied = await applyDeployment({
      plan,
      wanted,
      current,
      functions,
      patience,
      onStep: options.onStep,
    });
    if (applied.status === 'applied')
      return { status: current === undefined ? 'created' : 'updated', ...about, arn: applied.state.arn };
    reason = applied.reason;
  }
  throw overtaken(functionName, reason);
};

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
