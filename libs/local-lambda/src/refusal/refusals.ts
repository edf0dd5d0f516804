import { Refusal } from './refusal.ts';

// AWS decides per error whether the text is in `message` or `Message`, and whether there is a `Type` (recorded
// answers, 2022 to 2026).
const user = (errorType: string, status: number, message: string): Refusal =>
  new Refusal({ errorType, status, body: { Type: 'User', message } });

export const invalidParameterValue = (message: string): Refusal =>
  user('InvalidParameterValueException', 400, message);

export const invalidRequestContent = (message: string): Refusal =>
  user('InvalidRequestContentException', 400, `Could not parse request body into json: ${message}`);

export const resourceConflict = (message: string): Refusal => user('ResourceConflictException', 409, message);

export const revisionMismatch = (): Refusal =>
  user(
    'PreconditionFailedException',
    412,
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
  );

export const resourceNotFound = (message = 'The resource you requested does not exist.'): Refusal =>
  new Refusal({
    errorType: 'ResourceNotFoundException',
    status: 404,
    body: { Type: 'User', Message: message },
  });

export const accessDenied = (message: string | null): Refusal =>
  new Refusal({ errorType: 'AccessDeniedException', status: 403, body: { Message: message } });

export const requestEntityTooLarge = (message: string): Refusal =>
  new Refusal({ errorType: 'RequestEntityTooLargeException', status: 413, body: { Message: message } });

export const validationFailed = (problems: readonly string[]): Refusal => {
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  const message = `${count} detected: ${problems.join('; ')}`;
  return new Refusal({ errorType: 'ValidationException', status: 400, body: { message } });
};

/** The refusal of an invocation for which no execution is reserved (API reference, Invoke). */
export const tooManyRequests = (): Refusal =>
  new Refusal({
    errorType: 'TooManyRequestsException',
    status: 429,
    body: {
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      Type: 'User',
      message: 'Rate Exceeded.',
    },
  });

export const serializationFailed = (message: string): Refusal =>
  new Refusal({ errorType: 'SerializationException', status: 400, body: { Message: message } });

/** The refusal of a feature that AWS has and this server lacks. AWS has no such answer. */
export const notImplemented = (what: string): Refusal =>
  new Refusal({
    errorType: 'NotImplementedException',
    status: 501,
    body: { Type: 'Service', message: `layerkit's local Lambda does not implement ${what}.` },
  });

/** The refusal of a function that this host can't run. AWS has none. 501, because clients retry a 502. */
export const notRunnableHere = (why: string): Refusal =>
  new Refusal({
    errorType: 'InvalidRuntimeException',
    status: 501,
    body: { Type: 'Service', Message: `layerkit's local Lambda can't run this function here: ${why}` },
  });

export const internalFailure = (message: string): Refusal =>
  new Refusal({
    errorType: 'ServiceException',
    status: 500,
    body: { Type: 'Service', Message: `layerkit's local Lambda failed: ${message}` },
  });
