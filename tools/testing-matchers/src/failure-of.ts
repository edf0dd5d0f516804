import { LayerkitError } from '@layerkit/failure';

/** Returns the LayerkitError that a promise is rejected with. Anything else fails the test. */
export const failureOf = async (promise: Promise<unknown>): Promise<LayerkitError> => {
  const error: unknown = await promise.then(
    () => 'no error at all',
    (reason: unknown) => reason,
  );
  if (error instanceof LayerkitError) return error;
  throw new Error('expected a LayerkitError', { cause: error });
};
