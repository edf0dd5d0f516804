import { randomBytes } from 'node:crypto';
import type { FunctionSpec, InvocationRequest } from './function-environment.ts';
import { limitTime } from './limit-time.ts';
import type { Answer, Delivery } from './runtime-api.ts';
import { endFailure, timeoutFailure, tooLargeFailure, type RuntimeFailure } from './runtime-failure.ts';
import type { RuntimeProcess } from './runtime-process.ts';

export type RuntimeAnswer =
  { readonly payload: Buffer; readonly isError: boolean } | { readonly failure: RuntimeFailure };

/** Runs one invocation in an initialized runtime, within the time left until its deadline. */
export const invokeRuntime = async (
  runtime: RuntimeProcess,
  delivery: Delivery,
  spec: FunctionSpec,
): Promise<RuntimeAnswer> => {
  const answered = runtime.api.deliver(delivery);
  const ended = runtime.ended.then((end): RuntimeAnswer => ({ failure: endFailure(end) }));
  const late: RuntimeAnswer = { failure: timeoutFailure(spec.timeoutSeconds) };
  const first = await limitTime(Promise.race([answered, ended]), delivery.deadline - Date.now(), late);
  return 'kind' in first ? readAnswer(first, runtime) : first;
};

/** @param deadline the end of the function’s time, in ms since 1970 */
export const makeDelivery = (request: InvocationRequest, spec: FunctionSpec, deadline: number): Delivery => ({
  requestId: request.requestId,
  // An invocation without a payload has an empty event.
  payload: request.payload.length === 0 ? Buffer.from('{}') : request.payload,
  deadline: Math.round(deadline),
  functionArn: request.invokedFunctionArn ?? spec.functionArn,
  traceId: request.traceId ?? newTraceId(),
  clientContext: request.clientContext,
});

const readAnswer = async (answer: Answer, runtime: RuntimeProcess): Promise<RuntimeAnswer> => {
  if (answer.kind !== 'too-large') return { payload: answer.payload, isError: answer.kind === 'error' };
  // The runtime client ends after the refusal, and its last output belongs to this invocation.
  await limitTime(
    runtime.ended.then(() => undefined),
    1000,
    undefined,
  );
  return { failure: tooLargeFailure() };
};

/** Makes a trace id (AWS X-Ray developer guide, "Tracing header"). */
const newTraceId = (): string => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const [root, parent] = [randomBytes(12).toString('hex'), randomBytes(8).toString('hex')];
  return `Root=1-${seconds}-${root};Parent=${parent};Sampled=0`;
};
