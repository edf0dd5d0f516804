import type { IncomingHttpHeaders } from 'node:http';
import { messageOf } from '@layerkit/failure';
import { invalidRequestContent } from '../refusal/refusals.ts';

export interface ReceivedRequest {
  readonly operation: string;
  readonly pathMembers: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The members that stand in a query; one of another place can't be given there. */
const inQuery = new Set([
  'Arn',
  'CompatibleArchitecture',
  'CompatibleRuntime',
  'FunctionVersion',
  'Marker',
  'MaxItems',
  'Qualifier',
]);

/** What a request says, by the names of its operation's members, wherever in the request they stand. */
export const requestMembers = (request: ReceivedRequest): Readonly<Record<string, unknown>> => {
  const { operation, pathMembers, query, body } = request;
  const inBody = operation === 'Invoke' ? { Payload: body } : parseJson(body);
  return { ...inBody, ...queryMembers(query), ...headerMembers(request), ...pathMembers };
};

const queryMembers = (query: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries([...query].filter(([name]) => inQuery.has(name)));

const headerMembers = ({ operation, headers }: ReceivedRequest): Readonly<Record<string, unknown>> =>
  operation === 'Invoke'
    ? {
        InvocationType: headers['x-amz-invocation-type'],
        LogType: headers['x-amz-log-type'],
        ClientContext: headers['x-amz-client-context'],
        TraceId: headers['x-amzn-trace-id'],
      }
    : {};

const parseJson = (body: Buffer): Readonly<Record<string, unknown>> => {
  if (body.length === 0) return {};
  // A member that is null counts as one that is not there.
  const value: unknown = parse(body.toString(), (_key, member: unknown) =>
    member === null ? undefined : member,
  );
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidRequestContent('the body is no JSON object');
  return { ...value };
};

const parse = (text: string, reviver: (key: string, value: unknown) => unknown): unknown => {
  try {
    return JSON.parse(text, reviver);
  } catch (error) {
    throw invalidRequestContent(messageOf(error));
  }
};
