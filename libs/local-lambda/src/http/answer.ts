import type { IncomingMessage } from 'node:http';
import { messageOf } from '@layerkit/failure';
import { operations } from '../api/dispatch.ts';
import { operationRoutes } from '../api/operations.ts';
import { payloadLimit } from '../invocation/payload.ts';
import { isRefusal, Refusal } from '../refusal/refusal.ts';
import { internalFailure, notImplemented, requestEntityTooLarge } from '../refusal/refusals.ts';
import type { Service } from '../service.ts';
import { signedScope } from './authorization.ts';
import { answerOtherService } from './other-services.ts';
import { readBody } from '../request-body/read-body.ts';
import { refusalReply, type Reply } from '../api/reply.ts';
import { requestMembers } from './request-members.ts';
import { route } from './router.ts';

/** The largest request, in bytes. It has room for a zip of 50 MB as base64 (recorded 2025-11). */
const requestLimit = 70_167_211;

export interface Answer {
  readonly operation: string | undefined;
  readonly reply: Reply;
}

/** Answers one request of the API. Errors become answers too. */
export const answer = async (
  request: IncomingMessage,
  url: URL,
  given: { readonly service: Service; readonly requestId: string },
): Promise<Answer> => {
  const routed = route(request.method ?? '', url, operationRoutes);
  try {
    const { service, region } = signedScope(request.headers.authorization);
    const scope = { account: given.service.account, region };
    if (service !== 'lambda') {
      const contentType = request.headers['content-type'] ?? '';
      const body = await readOperationBody(request, service);
      return answerOtherService({ service, scope, requestId: given.requestId, contentType, url, body });
    }
    if (routed === undefined) throw unknownOperation();
    const operation = operations.get(routed.operation);
    if (operation === undefined) throw notImplemented(`the operation ${routed.operation}`);
    const body = await readOperationBody(request, routed.operation);
    const members = requestMembers({ ...routed, query: url.searchParams, headers: request.headers, body });
    return { operation: routed.operation, reply: await operation.run(members, { ...given, scope }) };
  } catch (error) {
    const refusal = isRefusal(error) ? error : internalFailure(messageOf(error));
    return { operation: routed?.operation, reply: refusalReply(refusal) };
  }
};

const readOperationBody = async (request: IncomingMessage, operation: string): Promise<Buffer> => {
  const [name, limit] = operation === 'Invoke' ? ['InvokeFunction', payloadLimit] : [operation, requestLimit];
  const body = await readBody(request, limit);
  if (body !== undefined) return body;
  throw requestEntityTooLarge(`Request must be smaller than ${limit} bytes for the ${name} operation`);
};

const unknownOperation = () =>
  new Refusal({
    errorType: 'UnknownOperationException',
    status: 404,
    body: { message: 'The Lambda API has no operation with this method and path.' },
  });
