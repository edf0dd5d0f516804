import type { ServerResponse } from 'node:http';

/** An answer of the APIs inside an environment. */
export interface ApiReply {
  readonly status: number;
  /** The body, as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const send = (response: ServerResponse, { status, body, headers }: ApiReply): void => {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
};

export const accepted: ApiReply = { status: 202, body: { status: 'OK' } };

/** An error in the form of the Runtime API, which the other APIs share. */
export const refusal = (status: number, errorType: string, errorMessage = errorType): ApiReply => ({
  status,
  body: { errorMessage, errorType },
});

export const forbidden = (errorType: string, errorMessage: string): ApiReply =>
  refusal(403, errorType, errorMessage);

export const tooLarge = refusal(413, 'RequestEntityTooLarge');

export const notFound = refusal(404, 'NotFound', 'There is no such operation');
