import { invalidParameterValue } from '../refusal/refusals.ts';

/** The default and maximum number of items on a page. */
const pageSize = 50;

export interface PageRequest {
  readonly marker: string | undefined;
  readonly maxItems: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The marker for the next request; absent on the last page. */
  readonly next: { readonly NextMarker?: string | undefined };
}

/**
 * Returns one page of a list. The marker has the key of the previous page's last item, so that items that are
 * added or removed in between don't repeat or hide others.
 * @param items sorted by key; `order.after` tells whether an item follows a key
 * @throws Refusal for a marker that this server did not issue
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
