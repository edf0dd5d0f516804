import { LayerkitError } from '@layerkit/failure';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import { refuseOversized } from '../zip/refuse-oversized.ts';
import { applyDeployment } from './apply-deployment.ts';
import { chooseLayers, type AttachedLayer } from './attached-layers.ts';
import { checkUnpackedSize } from './check-size.ts';
import type { Functions } from './functions.ts';
import { planDeployment, type DeploymentPlan, type DeploymentStep } from './plan-deployment.ts';
import { resolveLayers, type ResolvedLayer } from './resolve-layers.ts';
import { defaultPatience, settledState, type Patience } from './settled-state.ts';
import { checkBuiltForDefinition, wantedFunction, type DeploymentInput } from './wanted-function.ts';

export interface DeployFunctionOptions extends DeploymentInput {
  /** In the order Lambda is to merge them: a later one overwrites an earlier. */
  readonly attached: readonly AttachedLayer[];
  readonly layers: LayerVersions;
  readonly functions: Functions;
  /** Stops after the plan, in which a layer may still have to be published. */
  readonly dryRun?: boolean | undefined;
  /** Called again when someone else’s change made a new plan necessary. */
  readonly onPlan?: ((plan: DeploymentPlan) => void) | undefined;
  readonly onStep?: ((step: DeploymentStep) => void) | undefined;
  readonly patience?: Patience | undefined;
}

export interface Deployment {
  readonly status: 'planned' | 'created' | 'updated' | 'unchanged';
  readonly functionName: string;
  /** Absent where a dry run found no function. */
  readonly arn?: string | undefined;
  readonly layers: readonly ResolvedLayer[];
  /** Function and layers together, unpacked. */
  readonly unpackedBytes: number;
  readonly plan: DeploymentPlan;
}

const mostPlans = 3;

/**
 * Makes the function on AWS what function.json and the build say: check → resolve layers → plan → apply.
 * Fields that function.json does not know (VPC, tracing, …) are left alone. A second run changes nothing.
 * Where someone else changes the function meanwhile it plans anew, at most three times.
 * @throws LayerkitError artifact/*, definition/invalid, publish/needs-s3, aws/*, deploy/incompatible-layer,
 * deploy/too-large, deploy/layer-not-published, deploy/role-missing, deploy/update-failed
 */
export const deployFunction = async (options: DeployFunctionOptions): Promise<Deployment> => {
  const { chosen, unpackedBytes } = check(options);
  const { definition: target, dryRun } = options;
  const layers = await resolveLayers({ target, chosen, layers: options.layers, dryRun });
  const wanted = wantedFunction(options, layers);
  const { functionName } = wanted;
  const { functions, patience = defaultPatience } = options;
  let reason = '';
  for (let plans = 0; plans < mostPlans; plans += 1) {
    const current = await settledState(functions, functionName, patience);
    const plan = planDeployment(wanted, current, layers);
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

/** Everything that can be wrong without asking AWS. */
const check = (options: DeployFunctionOptions) => {
  const { artifact, attached, definition } = options;
  checkBuiltForDefinition(options);
  const chosen = chooseLayers(definition, attached);
  const unpackedBytes = checkUnpackedSize(artifact, chosen);
  const { bytes } = artifact.manifest.zip;
  refuseOversized([{ name: definition.functionName, zipPath: artifact.zipPath, bytes }]);
  return { chosen, unpackedBytes };
};

const overtaken = (functionName: string, reason: string): LayerkitError =>
  new LayerkitError({
    code: 'deploy/update-failed',
    message: `${functionName} was changed by someone else each time it was about to be deployed: ${reason}`,
    hint: 'Let only one deployment of a function run at a time, then deploy again.',
  });
