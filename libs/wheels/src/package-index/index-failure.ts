import { isNativeError } from 'node:util/types';
import type { FailureCode } from '@layerkit/failure';
import { displayUrl } from './index-location.ts';

/** Why one wheel is not to be had; many of these become one error. */
export interface FetchFailure {
  readonly code: Extract<
    FailureCode,
    'index/refused' | 'index/unreachable' | 'store/download-failed' | 'store/wheels-missing'
  >;
  readonly reason: string;
  readonly cause?: unknown;
}

/** A value, or why there is none. */
export type Fetched<T> = { readonly value: T } | { readonly failure: FetchFailure };

/** What an answer other than 2xx means, in words without credentials. */
export const refusal = (url: URL, status: number): FetchFailure => ({
  code: 'index/refused',
  reason: `${displayUrl(url)} answered ${status}${status === 401 || status === 403 ? ' (credentials?)' : ''}`,
});

/** What went wrong below HTTP: no connection, no such host, no trust in a certificate, no answer in time. */
export const unreachable = (url: URL, error: unknown): FetchFailure => ({
  code: 'index/unreachable',
  reason: `${displayUrl(url)} can’t be reached: ${rootReason(error)}`,
  cause: error,
});

/** fetch wraps what happened: the innermost cause is what a person can do something about. */
export const rootReason = (error: unknown): string => {
  if (!isNativeError(error)) return String(error);
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (isNativeError(inner)) return rootReason(inner);
  return error.message === '' ? error.name : error.message;
};

export const refusedHint =
  'Check the address, and the credentials: in the URL (UV_DEFAULT_INDEX, UV_INDEX), in UV_INDEX_<NAME>_USERNAME and _PASSWORD of a named index, or in the netrc file.';

export const unreachableHint =
  'Check the network and the proxy (HTTPS_PROXY, NO_PROXY). A certificate of an authority of your own has to be named by SSL_CERT_FILE or NODE_EXTRA_CA_CERTS. Indexes are named by UV_DEFAULT_INDEX and UV_INDEX.';
