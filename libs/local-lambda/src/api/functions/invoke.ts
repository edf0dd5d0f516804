import { z } from 'zod';
import type { FunctionRecord } from '../../functions/function-record.ts';
import { servedRevision } from '../../functions/lifecycle.ts';
import { emptyReply, type Reply } from '../reply.ts';
import { refuseUnreadablePayload } from '../../invocation/payload.ts';
import { parseFunctionName, type FunctionReference } from '../../naming/function-name.ts';
import { functionArn } from '../../naming/scope.ts';
import {
  invalidRequestContent,
  notImplemented,
  resourceNotFound,
  tooManyRequests,
} from '../../refusal/refusals.ts';
import type { InvocationOutcome } from '../../runtime/function-environment.ts';
import { findFunction, readRegion, type Call } from '../../service.ts';
import { choice } from '../../validation/members.ts';
import { namespacedFunctionName, qualifier } from '../members.ts';
import { operation } from '../operation.ts';

const members = z.object({
  Qualifier: qualifier.optional(),
  FunctionName: namespacedFunctionName,
  InvocationType: choice(['Event', 'RequestResponse', 'DryRun']).default('RequestResponse'),
  LogType: choice(['None', 'Tail']).default('None'),
  ClientContext: z.string().optional(),
  TraceId: z.string().optional(),
  Payload: z.instanceof(Buffer),
});
type Request = z.infer<typeof members>;

export const invoke = operation({
  name: 'Invoke',
  members,
  handle: async (request, call) => {
    const reference = parseFunctionName(request.FunctionName, request.Qualifier, call.scope);
    const record = find(reference, call);
    refuseUnreadablePayload(request.Payload);
    const served = servedRevision(record);
    if (record.reservedConcurrency === 0) throw tooManyRequests();
    if (request.InvocationType === 'DryRun') return emptyReply();
    if (request.InvocationType === 'Event') throw notImplemented('asynchronous invocation (Event)');
    const arn = functionArn(call.scope, record.name);
    const outcome = await call.service.environments.invoke(
      { scope: call.scope, name: record.name, revision: served },
      {
        payload: request.Payload.length === 0 ? Buffer.from('{}') : request.Payload,
        requestId: call.requestId,
        invokedFunctionArn: reference.qualifier === undefined ? arn : `${arn}:${reference.qualifier}`,
        clientContext: clientContext(request),
        traceId: request.TraceId,
      },
    );
    return outcomeReply(outcome, request);
  },
});

const find = (reference: FunctionReference, call: Call): FunctionRecord => {
  const record = findFunction(readRegion(call), reference.name, call.service.moment());
  const named = reference.qualifier ?? '$LATEST';
  if (record === undefined || named !== '$LATEST')
    throw resourceNotFound(`Function not found: ${functionArn(call.scope, reference.name)}:${named}`);
  return record;
};

const clientContext = (request: Request): string | undefined => {
  if (request.ClientContext === undefined) return undefined;
  const text = Buffer.from(request.ClientContext, 'base64').toString();
  try {
    JSON.parse(text);
  } catch {
    throw invalidRequestContent('Client context must be a valid Base64-encoded JSON object.');
  }
  return text;
};

/** The size of the log's tail that Lambda returns, in bytes. */
const tail = 4096;

/** Makes the reply to an invocation. A failed function also has status 200, as on AWS. */
const outcomeReply = (outcome: InvocationOutcome, request: Request): Reply => ({
  status: 200,
  headers: {
    'content-type': 'application/json',
    'x-amz-executed-version': '$LATEST',
    ...(outcome.functionError === undefined ? {} : { 'x-amz-function-error': outcome.functionError }),
    ...(request.LogType === 'Tail'
      ? { 'x-amz-log-result': Buffer.from(outcome.log).subarray(-tail).toString('base64') }
      : {}),
  },
  body: outcome.payload,
});
