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

/** The members that may be in the query. The query can't set other members. */
const inQuery = new Set([
  'Arn',
  'CompatibleArchitecture',
  'CompatibleRuntime',
  'FunctionVersion',
  'Marker',
  'MaxItems',
  'Qualifier',
]);

/** Returns the values of a request's members, from its body, query, headers and path. */
export const requestMembers = (request: ReceivedRequest): Readonly<Record<string, unknown>> => {
  const { operation, pathMembers, query, body } = request;
  const inBody = operation === 'Invoke' ? { Payload: body } : parseJson(body);
  return { ...inBody, ...queryMembers(query), ...headerMembers(request), ...pathMembers };
};

const queryMembers = (query: URLSearchParams): Readonly<Record<string, string | readonly string[]>> => ({
  ...Object.fromEntries([...query].filter(([name]) => inQuery.has(name))),
  // the only list in a query, and the only member that begins with a small letter there
  ...(query.has('tagKeys') ? { TagKeys: query.getAll('tagKeys') } : {}),
});

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
  // A member that is null counts as absent.
  const value: unknown = parse(body.toString(), (_key, member: unknown) =>
    member === null ? undefined : member,
  );
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidRequestContent('the body is not a JSON object');
  return { ...value };
};

const parse = (text: string, reviver: (key: string, value: unknown) => unknown): unknown => {
  try {
    return JSON.parse(text, reviver);
  } catch (error) {
    throw invalidRequestContent(messageOf(error));
  }
};
