import { LayerkitError, redactCredentials } from '@layerkit/failure';

/** The region and endpoint that a request goes to. Error messages name them. */
export interface Where {
  readonly region: string;
  /** The endpoint’s origin: scheme, host and port. */
  readonly endpoint: string;
}

/** The fields that identify an SDK error. The SDK’s error classes differ between its versions. */
export interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** Sends one request to AWS. Turns errors of the SDK and the network into LayerkitError aws/*. */
export const asking = async <T>(where: Where, operation: string, request: () => Promise<T>): Promise<T> => {
  try {
    return await request();
  } catch (error) {
    throw awsFailure(error, where, operation);
  }
};

/** Returns the answer, or `undefined` if AWS reports ResourceNotFoundException. */
export const unlessNotFound = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (readAwsError(error)?.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
};

/** Reads the fields of an SDK error, checking the type of each. */
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
 * Converts an error of the SDK to aws/credentials-missing, aws/unreachable, aws/not-supported or aws/refused.
 * Returns any error that is neither from the SDK nor from the network unchanged: it is a bug.
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
        ? `no AWS credentials found: ${redactCredentials(message)}`
        : `AWS does not accept these credentials: ${name}: ${message}`,
    hint: 'Sign in (aws sso login, aws configure), set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    cause,
  });

const unreachable = ({ name, message, code }: AwsError, cause: unknown, where: Where): LayerkitError =>
  new LayerkitError({
    code: 'aws/unreachable',
    message: `cannot reach ${where.endpoint}: ${message === '' ? (code ?? name) : redactCredentials(message)}`,
    hint: 'Check the network, the proxy, the region, and AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_LAMBDA if you set one.',
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
    return 'Allow the action that the message names in the policy of these credentials.';
  if (name === 'TooManyRequestsException' || name === 'ThrottlingException')
    return 'AWS limits the rate of requests. Run the command again in a minute.';
  if (name === 'CodeStorageExceededException')
    return 'The account’s code storage is full. Delete old layer and function versions.';
  if (name === 'ResourceNotFoundException')
    return 'It does not exist in this account and region. Deploy it first, or check the region and the profile.';
  return status === 501
    ? 'This endpoint does not support the operation. Use a host that does, or AWS.'
    : undefined;
};
