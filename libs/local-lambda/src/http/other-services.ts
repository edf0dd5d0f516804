import type { Reply } from '../api/reply.ts';
import { accountArn, type Scope } from '../naming/scope.ts';

/** A request that is not for Lambda. */
export interface OtherRequest {
  /** The signing name of the service, such as `s3` or `sts`. */
  readonly service: string;
  readonly scope: Scope;
  readonly requestId: string;
  readonly contentType: string;
  readonly url: URL;
  readonly body: Buffer;
}

export interface OtherAnswer {
  /** The service, and the operation if the request names it. */
  readonly operation: string;
  readonly reply: Reply;
}

/** Answers STS’s GetCallerIdentity, and refuses all other requests in the form that the SDKs of the service read. */
export const answerOtherService = (request: OtherRequest): OtherAnswer => {
  const { service, contentType, body, url } = request;
  const action = new URLSearchParams(isForm(contentType) ? body.toString() : url.search).get('Action');
  const operation = [service, action].flatMap((part) => /^[\w.-]{1,64}$/.exec(part ?? '') ?? []).join(' ');
  const known = operation === 'sts GetCallerIdentity';
  return { operation, reply: known ? callerIdentity(request) : refuse(request, operation) };
};

const isForm = (contentType: string): boolean => contentType.startsWith('application/x-www-form-urlencoded');

/** The caller is the account's root user, because this server has no users (STS API, GetCallerIdentity). */
const callerIdentity = ({ scope, requestId }: OtherRequest): Reply => {
  const identity = `<Arn>${accountArn(scope)}</Arn><UserId>${scope.account}</UserId><Account>${scope.account}</Account>`;
  return xml(
    200,
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${identity}</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  );
};

const code = 'NotImplemented';
const restXmlServices = ['cloudfront', 'route53'];

const refuse = ({ service, contentType, requestId }: OtherRequest, operation: string): Reply => {
  const message = `layerkit's local AWS does not implement ${operation}. It implements Lambda and the operation GetCallerIdentity of STS. To use another endpoint for one service, set its variable, such as AWS_ENDPOINT_URL_S3.`;
  const error = `<Code>${code}</Code><Message>${message}</Message>`;
  if (service === 's3') return xml(501, `<Error>${error}<RequestId>${requestId}</RequestId></Error>`);
  if (service === 'ec2')
    return xml(
      501,
      `<Response><Errors><Error>${error}</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
    );
  if (isForm(contentType) || restXmlServices.includes(service))
    return xml(
      501,
      `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    );
  return {
    status: 501,
    headers: { 'content-type': contentType || 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
};

const xml = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml', ...(status === 200 ? {} : { 'x-amzn-errortype': code }) },
  body,
});
