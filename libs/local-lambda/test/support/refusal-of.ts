import { LambdaServiceException } from '@aws-sdk/client-lambda';

export interface SeenRefusal {
  readonly name: string;
  readonly status: number | undefined;
  readonly message: string;
}

/** Returns the refusal of a request as a client of the SDK sees it. Fails if the request succeeds. */
export const refusalOf = async (request: Promise<unknown>): Promise<SeenRefusal> => {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof LambdaServiceException)) throw error;
    return { name: error.name, status: error.$metadata.httpStatusCode, message: error.message };
  }
  throw new Error('the request was not refused');
};
