import { LayerkitError, redactCredentials } from '@layerkit/failure';

/** What stands at the other end: named in every message about it. */
export interface Where {
  readonly region: string;
  /** Origin of the endpoint: scheme, host, port. */
  readonly endpoint: string;
}

/** The fields of an SDK error that tell its kind; the SDK’s own classes differ between its versions. */
export interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** Runs one request to AWS; whatever goes wrong with it comes out as a LayerkitError aws/*. */
export const asking = async <T>(where: Where, operation: string, request: () => Promise<T>): Promise<T> => {
  try {
    return await request();
  } catch (error) {
    throw awsFailure(error, where, operation);
  }
};

/** The answer, or `undefined` where AWS says that there is no such thing. */
export const unlessNotFound = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (readAwsError(error)?.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
};

/** Reads an SDK error without trusting its shape. */
export const readAwsError = (error: unknown): AwsError | undefined => {
  if (!(error instanceof Error)) return undefined;
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const status = fieldOf(metadata, 'httpStatusCode');
  const requestId = fieldOf(metadata, 'requestId');
  const code = fieldOf(error, 'code');
  return {
    name: error.name,
    message: error.message,
    code: typeof code === 'string' ? code : undefined,
    status: typeof status === 'number' ? status : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  };
};

/**
 * The SDK’s error in layerkit’s words: aws/credentials-missing, aws/region-missing, aws/unreachable,
 * aws/not-supported or aws/refused. Anything that is no error of the SDK or the network is handed back
 * unchanged: it is a defect.
 */
const awsFailure = (error: unknown, where: Where, operation: string): unknown => {
  if (error instanceof LayerkitError) return error;
  const found = readAwsError(error);
  if (found === undefined) return error;
  if (isAboutCredentials(found)) return credentialsMissing(found, error);
  if (isAboutTheNetwork(found)) return unreachable(found, error, where);
  return found.status === undefined ? error : refused(found, error, `${operation} at ${where.endpoint}`);
};

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;

const credentialErrors = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
]);

const isAboutCredentials = ({ name }: AwsError): boolean => credentialErrors.has(name);

const networkCodes =
  /^(?:E(?:CONN|HOST|NET)[A-Z]+|ENOTFOUND|EAI_[A-Z]+|ETIMEDOUT|EPIPE|EPROTO|ERR_SSL.*|ERR_TLS.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

const isAboutTheNetwork = ({ name, code, status }: AwsError): boolean =>
  status === undefined && (name === 'TimeoutError' || networkCodes.test(code ?? ''));

const credentialsMissing = ({ name, message, status }: AwsError, cause: unknown): LayerkitError =>
  new LayerkitError({
    code: 'aws/credentials-missing',
    message:
      status === undefined
        ? `no AWS credentials can be had: ${redactCredentials(message)}`
        : `AWS does not accept these credentials: ${name}: ${message}`,
    hint: 'Sign in (aws sso login, aws configure), choose AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    cause,
  });

const unreachable = ({ name, message, code }: AwsError, cause: unknown, where: Where): LayerkitError =>
  new LayerkitError({
    code: 'aws/unreachable',
    message: `${where.endpoint} can’t be reached: ${message === '' ? (code ?? name) : redactCredentials(message)}`,
    hint: 'Look at the network, a proxy, the region, and AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_LAMBDA where one is set.',
    cause,
  });

const refused = (found: AwsError, cause: unknown, asked: string): LayerkitError => {
  const { name, message, status, requestId } = found;
  const request = requestId === undefined ? '' : `, request ${requestId}`;
  return new LayerkitError({
    code: status === 501 ? 'aws/not-supported' : 'aws/refused',
    message: `${asked}: ${name}: ${message} (HTTP ${status ?? '?'}${request})`,
    hint: hintFor(found),
    cause,
  });
};

const hintFor = ({ name, status }: AwsError): string | undefined => {
  if (name.startsWith('AccessDenied'))
    return 'The message names the action these credentials lack; allow it in their policy.';
  if (name === 'TooManyRequestsException' || name === 'ThrottlingException')
    return 'AWS limits the rate of requests; run it again in a minute.';
  if (name === 'CodeStorageExceededException')
    return 'The account’s storage for code is full: delete old layer and function versions.';
  if (name === 'ResourceNotFoundException')
    return 'It is not in this region of this account: deploy it first, or look at region and profile.';
  return status === 501
    ? 'What stands at this endpoint can’t do it: take a host that can, or AWS itself.'
    : undefined;
};
