import type { ServerResponse } from 'node:http';

const json = { 'Content-Type': 'application/json' };

export const reply = (
  response: ServerResponse,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(200, { ...json, ...headers }).end(JSON.stringify(value));
};

export const accept = (response: ServerResponse): void => {
  response.writeHead(202, json).end('{"status":"OK"}');
};

/** An error in the form of the Runtime API, which the other APIs share. */
export interface ApiError {
  readonly errorType: string;
  readonly errorMessage: string;
}

export const refuse = (response: ServerResponse, status: number, error: ApiError): void => {
  response
    .writeHead(status, json)
    .end(JSON.stringify({ errorMessage: error.errorMessage, errorType: error.errorType }));
};

export const refuseTooLarge = (response: ServerResponse): void => {
  const errorType = 'RequestEntityTooLarge';
  refuse(response, 413, { errorType, errorMessage: errorType });
};
