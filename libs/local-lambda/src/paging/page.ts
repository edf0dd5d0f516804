import { invalidParameterValue } from '../refusal/refusals.ts';

/** How many items a page has where the caller names no number, and at most. */
const pageSize = 50;

export interface PageRequest {
  readonly marker: string | undefined;
  readonly maxItems: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** What the next request has to name; absent on the last page. */
  readonly next: { readonly NextMarker?: string | undefined };
}

/**
 * One page of a list. The marker names the last item of the page before by its key, so that items that come
 * or go in between neither repeat nor hide others.
 * @param items in the order of their keys' comparison: `after` says whether an item follows a key
 * @throws Refusal for a marker this server did not give
 */
export const pageOf = <T>(
  items: readonly T[],
  request: PageRequest,
  order: { readonly key: (item: T) => string; readonly after: (item: T, key: string) => boolean },
): Page<T> => {
  const { marker } = request;
  const from = marker === undefined ? undefined : decodeMarker(marker);
  const rest = from === undefined ? items : items.filter((item) => order.after(item, from));
  const shown = rest.slice(0, Math.min(request.maxItems ?? pageSize, pageSize));
  const last = shown.at(-1);
  const more = last !== undefined && shown.length < rest.length;
  return { items: shown, next: more ? { NextMarker: encodeMarker(order.key(last)) } : {} };
};

const prefix = 'layerkit:';

const encodeMarker = (key: string): string => Buffer.from(prefix + key).toString('base64url');

const decodeMarker = (marker: string): string => {
  const text = Buffer.from(marker, 'base64url').toString();
  if (!text.startsWith(prefix)) throw invalidParameterValue('Invalid Marker');
  return text.slice(prefix.length);
};
