import { randomBytes } from 'node:crypto';
import type { Delivery } from './environment-api/runtime-api.ts';
import type { FunctionSpec, InvocationRequest } from './function-environment.ts';

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

/** Makes a trace id (AWS X-Ray developer guide, "Tracing header"). */
const newTraceId = (): string => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const [root, parent] = [randomBytes(12).toString('hex'), randomBytes(8).toString('hex')];
  return `Root=1-${seconds}-${root};Parent=${parent};Sampled=0`;
};
