import { setTimeout as sleep } from 'node:timers/promises';
import { LayerkitError } from '@layerkit/failure';
import type { Functions, FunctionState } from './functions.ts';

/** How long to wait for AWS, in milliseconds. */
export interface Patience {
  /** Until a function is ready after a change. */
  readonly readyMs: number;
  /** Until Lambda can assume a new role. */
  readonly roleMs: number;
  /** Before the first retry. Each further delay is twice as long, at most 5 s. */
  readonly firstDelayMs: number;
}

export const defaultPatience: Patience = { readyMs: 300_000, roleMs: 60_000, firstDelayMs: 200 };

const longestDelayMs = 5000;

/**
 * Waits until no change of the function is in progress and returns its state, or `undefined` if there is no
 * such function. Combines the SDK’s waiters function_active_v2 and function_updated_v2, which retry after
 * every error, even "access denied", and then time out without a reason. Inactive, the state of a function
 * that was idle for long, counts as settled.
 * @throws LayerkitError deploy/update-failed if it takes too long or the function’s state is Failed; aws/*
 */
export const settledState = async (
  functions: Functions,
  functionName: string,
  patience: Patience,
): Promise<FunctionState | undefined> => {
  const deadline = Date.now() + patience.readyMs;
  for (let delay = patience.firstDelayMs; ; delay = nextDelay(delay)) {
    const state = await functions.get(functionName);
    if (state === undefined || isSettled(state)) return state === undefined ? state : checkAlive(state);
    if (Date.now() + delay > deadline) throw stillChanging(state, patience);
    await sleep(delay);
  }
};

export const nextDelay = (delay: number): number => Math.min(delay * 2, longestDelayMs);

const isSettled = ({ state, lastUpdateStatus }: FunctionState): boolean =>
  state !== 'Pending' && lastUpdateStatus !== 'InProgress';

const checkAlive = (state: FunctionState): FunctionState => {
  if (state.state !== 'Failed') return state;
  throw new LayerkitError({
    code: 'deploy/update-failed',
    message: `${state.functionName} is in the state Failed: ${state.stateReason ?? 'AWS gives no reason'}`,
    hint: `Fix the cause. If creating the function failed, delete it before you deploy again: aws lambda delete-function --function-name ${state.functionName}`,
  });
};

const stillChanging = (state: FunctionState, { readyMs }: Patience): LayerkitError =>
  new LayerkitError({
    code: 'deploy/update-failed',
    message: `${state.functionName} is still not ready after ${Math.round(readyMs / 1000)} s: state ${state.state}, last update ${state.lastUpdateStatus ?? 'none'}`,
    problems: state.stateReason === undefined ? undefined : [state.stateReason],
    hint: 'Deploy again. It continues from the function’s state at that time.',
  });
