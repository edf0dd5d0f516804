import type { Invocation, Invoked } from '@layerkit/publishing/smoke';
import { inMemoryFunctions, type FunctionsBehaviour } from './functions.ts';
import { inMemoryLayers, refusal } from './layers.ts';
import { inMemoryTemporary } from './temporary.ts';

export type Behaviour = Omit<FunctionsBehaviour, 'layerExists'>;

/**
 * Implements all ports in memory. Functions return their event; no code runs. `control.answer` replaces parts
 * of the answer, and `calls` lists the calls in order.
 */
export const inMemoryLambda = (options: Partial<Behaviour> = {}) => {
  const calls: string[] = [];
  const { layers, exists, newest, ...layerControls } = inMemoryLayers(calls);
  const behaviour: FunctionsBehaviour = {
    readsUntilReady: 1,
    roleRefusals: 0,
    outcome: 'Successful',
    ...options,
    layerExists: exists,
  };
  const { functions, stored } = inMemoryFunctions(behaviour, calls);
  const control: { answer: (event: unknown) => Partial<Invoked> } = { answer: () => ({}) };
  const invocation: Invocation = {
    invoke: (functionName, event) => {
      calls.push('invoke');
      if (!stored.has(functionName)) return Promise.reject(refusal(`Function not found: ${functionName}`));
      return Promise.resolve({ ...answerOf(event), ...control.answer(event) });
    },
  };
  const { deleteVersion } = layerControls;
  const temporary = inMemoryTemporary({ stored, newest, deleteVersion, calls });
  const writes = () => calls.filter((call) => /^(?:publish|create|update)/.test(call));
  return {
    layers,
    functions,
    invocation,
    temporary,
    stored,
    behaviour,
    control,
    calls,
    writes,
    ...layerControls,
  };
};

export type InMemoryLambda = ReturnType<typeof inMemoryLambda>;

const answerOf = (event: unknown): Invoked => ({
  statusCode: 200,
  payload: JSON.stringify(event),
  logTail: logTailOf(
    'START RequestId: 6f1c Version: $LATEST',
    'END RequestId: 6f1c',
    'REPORT RequestId: 6f1c\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t',
  ),
});

/** Returns a log tail of these lines. */
export const logTailOf = (...lines: readonly string[]) => {
  const text = lines.map((line) => `${line}\n`).join('');
  return { text, bytes: Buffer.byteLength(text) };
};
