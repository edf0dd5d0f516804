import type { Refusal } from '../refusal/refusal.ts';

/** An HTTP response as plain data. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export const jsonReply = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** A reply without content (204), for deletions and dry runs. */
export const emptyReply = (): Reply => ({
  status: 204,
  headers: { 'content-type': 'application/json' },
  body: '',
});

export const refusalReply = (refusal: Refusal): Reply => ({
  status: refusal.status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': refusal.errorType },
  body: JSON.stringify(refusal.body),
});
