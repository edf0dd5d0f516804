import type { Functions, FunctionState, RuntimeManagement } from './functions.ts';
import { settledState, type Patience } from './settled-state.ts';
import type { WantedFunction } from './wanted-function.ts';

/** A function with everything that a deployment compares. */
export interface CurrentFunction extends FunctionState {
  /** Only read if function.json states it. */
  readonly runtimeManagement?: RuntimeManagement | undefined;
}

/**
 * Reads a function once no change is in progress. Returns `undefined` if it does not exist.
 * @throws LayerkitError deploy/update-failed, aws/*
 */
export const readFunction = async (
  functions: Functions,
  { functionName, runtimeManagement }: Pick<WantedFunction, 'functionName' | 'runtimeManagement'>,
  patience: Patience,
): Promise<CurrentFunction | undefined> => {
  const state = await settledState(functions, functionName, patience);
  if (state === undefined || runtimeManagement === undefined) return state;
  return { ...state, runtimeManagement: await functions.getRuntimeManagement(functionName) };
};
