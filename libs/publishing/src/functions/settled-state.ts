import { setTimeout as sleep } from 'node:timers/promises';
import { LayerkitError } from '@layerkit/failure';
import type { Functions, FunctionState } from './functions.ts';

/** How long to wait for AWS, in milliseconds. */
export interface Patience {
  /** For a function to get ready after a change. */
  readonly readyMs: number;
  /** For a new role to become assumable. */
  readonly roleMs: number;
  /** Before the first look again; each further one waits twice as long, at most 5 s. */
  readonly firstDelayMs: number;
}

export const defaultPatience: Patience = { readyMs: 300_000, roleMs: 60_000, firstDelayMs: 200 };

const longestDelayMs = 5000;

/**
 * Waits until no change of the function is under way: what the SDK’s waiters function_active_v2 and
 * function_updated_v2 wait for, in one. (Those go on through every error, "access denied" among them, until
 * their time is up, and then can’t say why.) A function that was idle for long is Inactive, which is settled.
 * @returns the state then; `undefined` when there is no such function
 * @throws LayerkitError deploy/update-failed when it takes longer, or the function failed for good; aws/*
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
    hint: `Mend the reason; a function that failed while it was created has to be deleted before it can be deployed again: aws lambda delete-function --function-name ${state.functionName}`,
  });
};

const stillChanging = (state: FunctionState, { readyMs }: Patience): LayerkitError =>
  new LayerkitError({
    code: 'deploy/update-failed',
    message: `${state.functionName} is still not ready after ${Math.round(readyMs / 1000)} s: state ${state.state}, last update ${state.lastUpdateStatus ?? 'none'}`,
    problems: state.stateReason === undefined ? undefined : [state.stateReason],
    hint: 'Deploy again: it goes on from where the function is then.',
  });
