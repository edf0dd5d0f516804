import { LayerkitError } from '@layerkit/failure';

/** The LayerkitError that a promise fails with; anything else fails the test. */
export const failureOf = async (promise: Promise<unknown>): Promise<LayerkitError> => {
  const error: unknown = await promise.then(
    () => 'no error at all',
    (reason: unknown) => reason,
  );
  if (error instanceof LayerkitError) return error;
  throw new Error('expected a LayerkitError', { cause: error });
};
