import { LayerkitError } from '@layerkit/failure';
import { readBuiltZip } from '../zip/read-built-zip.ts';
import { checkCodeArrived, checkValuesArrived } from './check-arrived.ts';
import { changedValues } from './configuration-changes.ts';
import type { Functions, FunctionState, WriteOutcome } from './functions.ts';
import { patiently, roleNotAssumable } from './patiently.ts';
import type { DeploymentPlan, DeploymentStep } from './plan-deployment.ts';
import { readFunction, type CurrentFunction } from './read-function.ts';
import type { SettingChange } from './setting-changes.ts';
import type { Patience } from './settled-state.ts';
import { tagRequest } from './tag-changes.ts';
import type { WantedFunction } from './wanted-function.ts';

export interface Applying {
  readonly plan: DeploymentPlan;
  readonly wanted: WantedFunction;
  /** The state that the plan is based on; `undefined` if the function did not exist. */
  readonly current: CurrentFunction | undefined;
  readonly functions: Functions;
  readonly patience: Patience;
  readonly onStep?: ((step: DeploymentStep) => void) | undefined;
}

export type Applied =
  | { readonly status: 'applied'; readonly state: FunctionState }
  /** Someone else changed the function after the plan was made: make a new plan. */
  | { readonly status: 'overtaken'; readonly reason: string };

/**
 * Applies the plan’s steps in order, waits until each is done, because Lambda refuses a change during another one,
 * and compares the result with what was sent. Each step names the revision that the previous one left.
 * @throws LayerkitError deploy/update-failed, artifact/missing, artifact/invalid, aws/*
 */
export const applyDeployment = async (applying: Applying): Promise<Applied> => {
  let state = applying.current;
  for (const step of applying.plan.steps) {
    applying.onStep?.(step);
    const reason = await take(step, applying, state);
    if (reason !== undefined) return { status: 'overtaken', reason };
    state = await finished(applying);
    if (state === undefined) return { status: 'overtaken', reason: 'the function is gone' };
    if (step.action === 'create' || step.action === 'updateCode') checkCodeArrived(applying.wanted, state);
  }
  if (state === undefined) return { status: 'overtaken', reason: 'the function is gone' };
  checkValuesArrived(applying.wanted, state);
  return { status: 'applied', state };
};

/** Takes one step. Returns the reason if someone else’s change came first. */
const take = async (
  step: DeploymentStep,
  applying: Applying,
  state: FunctionState | undefined,
): Promise<string | undefined> => {
  const { functions, patience, wanted } = applying;
  if (step.action === 'updateSettings') {
    for (const { field } of step.changes) await changeSetting(field, functions, wanted);
    return undefined;
  }
  if (step.action === 'updateTags') {
    await functions.updateTags({ arn: state?.arn ?? '', ...tagRequest(step.changes) });
    return undefined;
  }
  const outcome = await patiently(patience, await requestFor(step, applying, state));
  if (outcome.status === 'role-not-assumable')
    throw roleNotAssumable(wanted.configuration.role ?? '', patience, outcome.reason);
  return outcome.status === 'overtaken' ? outcome.reason : undefined;
};

const changeSetting = async (
  field: SettingChange['field'],
  functions: Functions,
  { functionName, reservedConcurrency = null, runtimeManagement }: WantedFunction,
): Promise<void> => {
  if (field === 'reservedConcurrency') await functions.reserveConcurrency(functionName, reservedConcurrency);
  else if (runtimeManagement !== undefined)
    await functions.setRuntimeManagement(functionName, runtimeManagement);
};

/** Returns the step’s request, which can be sent more than once. Reads the zip only once. */
const requestFor = async (
  step: Extract<DeploymentStep, { readonly action: 'create' | 'updateCode' | 'updateConfiguration' }>,
  { wanted, functions }: Applying,
  state: FunctionState | undefined,
): Promise<() => Promise<WriteOutcome>> => {
  const { functionName, architecture, configuration } = wanted;
  const revisionId = state?.revisionId ?? '';
  if (step.action === 'updateConfiguration') {
    const changes = changedValues(step.changes, configuration);
    return () => functions.updateConfiguration({ functionName, changes, revisionId });
  }
  const zip = await readBuiltZip(wanted);
  if (step.action === 'updateCode')
    return () => functions.updateCode({ functionName, architecture, zip, revisionId });
  const whole = { ...configuration, role: step.role };
  const { set: tags } = tagRequest(step.changes.filter((change) => change.field === 'tags'));
  return () => functions.create({ functionName, architecture, configuration: whole, tags, zip });
};

const finished = async ({ functions, wanted, patience }: Applying): Promise<CurrentFunction | undefined> => {
  const state = await readFunction(functions, wanted, patience);
  if (state?.lastUpdateStatus !== 'Failed') return state;
  throw new LayerkitError({
    code: 'deploy/update-failed',
    message: `AWS accepted the change to ${wanted.functionName} but could not apply it: ${state.lastUpdateReason ?? 'AWS gives no reason'}`,
    hint: 'The function still runs as it was before. Fix the cause, then deploy again.',
  });
};
