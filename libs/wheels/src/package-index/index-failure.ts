import { isNativeError } from 'node:util/types';
import type { FailureCode } from '@layerkit/failure';
import { displayUrl } from './index-location.ts';
import { LimitExceeded } from './limit-exceeded.ts';

/** Why a wheel is not available. Many of these become one error. */
export interface FetchFailure {
  readonly code: Extract<
    FailureCode,
    'index/refused' | 'index/unreachable' | 'store/download-failed' | 'store/wheels-missing'
  >;
  readonly reason: string;
  /** An instruction, if the one for all failures with this code does not fit. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** A value, or why there is none. */
export type Fetched<T> = { readonly value: T } | { readonly failure: FetchFailure };

/** Describes an answer other than 2xx, without credentials. */
export const refusal = (url: URL, status: number): FetchFailure => ({
  code: 'index/refused',
  reason: `${displayUrl(url)} answered ${status}${status === 401 || status === 403 ? ' (wrong or missing credentials?)' : ''}`,
  hint: status === 429 || status >= 500 ? busyHint : undefined,
});

/** Describes a failure below HTTP: no connection, unknown host, untrusted certificate, timeout, or a limit. */
export const unreachable = (url: URL, error: unknown): FetchFailure =>
  error instanceof LimitExceeded
    ? {
        code: error.limit.endsWith('Bytes') ? 'index/refused' : 'index/unreachable',
        reason: `${displayUrl(url)} ${error.message}`,
        hint: `Set ${error.variable} to a higher limit, if this index needs it.`,
        cause: error,
      }
    : {
        code: 'index/unreachable',
        reason: `${displayUrl(url)} can’t be reached: ${rootReason(error)}`,
        cause: error,
      };

/** Returns the reason of the innermost cause. fetch wraps it in errors that don’t help the user. */
export const rootReason = (error: unknown): string => {
  if (!isNativeError(error)) return String(error);
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (isNativeError(inner)) return rootReason(inner);
  const { code = '', name, message }: NodeJS.ErrnoException = error;
  return reasons[code] ?? (message === '' ? name : message);
};

/** By the code of undici. Its own messages are about the HTTP client. */
const reasons: Readonly<Partial<Record<string, string>>> = {
  UND_ERR_CONNECT_TIMEOUT: 'it accepted no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'it stopped sending before the end',
  UND_ERR_REQ_RETRY: 'it stopped sending before the end, and can’t continue from there',
};

const busyHint =
  'The index is busy or out of order. Try again later, or set UV_DEFAULT_INDEX or UV_INDEX to another index.';

export const refusedHint =
  'Check the URL of the index (UV_DEFAULT_INDEX, UV_INDEX), and the credentials: in the URL, in UV_INDEX_<NAME>_USERNAME and _PASSWORD for a named index, or in the netrc file.';

export const unreachableHint =
  'Check the network and the proxy (HTTPS_PROXY, NO_PROXY). Set SSL_CERT_FILE or NODE_EXTRA_CA_CERTS to the certificate of a private authority. Set UV_DEFAULT_INDEX or UV_INDEX to use another index.';
