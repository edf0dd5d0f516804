export type RefusalBody = Readonly<Record<string, string | null>>;

/**
 * An answer of the API that refuses a request, with Lambda's error name, status and body. It becomes an HTTP
 * reply and never leaves this library. Errors of the library itself are LayerkitErrors.
 */
export class Refusal extends Error {
  readonly errorType: string;
  readonly status: number;
  readonly body: RefusalBody;

  constructor(answer: { readonly errorType: string; readonly status: number; readonly body: RefusalBody }) {
    super(`${answer.errorType}: ${JSON.stringify(answer.body)}`);
    this.name = 'Refusal';
    this.errorType = answer.errorType;
    this.status = answer.status;
    this.body = answer.body;
  }
}

export const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal;
