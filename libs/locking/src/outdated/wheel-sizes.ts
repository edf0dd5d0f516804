import { stat } from 'node:fs/promises';
import type { Sha256 } from '@layerkit/artifact/digest';
import pMap from 'p-map';
import type { WheelPin } from '@layerkit/wheels';
import {
  authorization,
  type HttpClient,
  isOffline,
  type LocatedWheel,
  locateWheel,
  openHttpClient,
  openPlaces,
  type SourcePlaces,
} from '@layerkit/wheels/package-index';
import type { WheelStore } from '@layerkit/wheels/store';
import { defaultIndex } from '../uv/default-index.ts';

export interface WheelSizesRequest {
  readonly pins: readonly WheelPin[];
  readonly store: WheelStore;
  readonly uv: string;
  readonly env: NodeJS.ProcessEnv;
  readonly places?: SourcePlaces | undefined;
}

/**
 * Returns the size of each wheel in bytes, without fetching it: from its file in the store, otherwise from the index
 * (PEP 700), otherwise from the server of the file. Wheels of unknown size are left out.
 * @throws LayerkitError index/refused if the value of a variable is not an index; resolver/failed
 */
export const wheelSizes = async (request: WheelSizesRequest): Promise<ReadonlyMap<Sha256, number>> => {
  const { store } = request;
  const pins = [...new Map(request.pins.map((pin) => [pin.sha256, pin])).values()];
  const stored = await pMap(pins, async ({ sha256 }) => {
    const file = await store.find(sha256);
    return file === undefined ? undefined : (await stat(file.path)).size;
  });
  const missing = pins.filter((_, at) => stored[at] === undefined);
  const asked = missing.length === 0 || isOffline(request.env) ? [] : await askSizes(missing, request);
  const known = pins.map(({ sha256 }, at) => [sha256, stored[at]] as const);
  return new Map(
    [...known, ...asked].flatMap(([sha256, size]) => (size === undefined ? [] : [[sha256, size]])),
  );
};

type Size = readonly [sha256: Sha256, size: number | undefined];

const askSizes = async (
  pins: readonly WheelPin[],
  { uv, env, places }: WheelSizesRequest,
): Promise<readonly Size[]> => {
  const http = await openHttpClient(env);
  try {
    const request = { env, places, keepPages: true, defaultIndex: () => defaultIndex(uv, env) };
    const opened = openPlaces(request, http);
    return await pMap(
      pins,
      async (pin): Promise<Size> => {
        const found = await locateWheel(pin, opened);
        const [file] = 'failure' in found ? [] : found.value;
        return [pin.sha256, file && (await sizeOf(file, http))];
      },
      { concurrency: 8 },
    );
  } finally {
    await http.close();
  }
};

/** Starts a GET request, because some servers refuse HEAD. */
const sizeOf = async ({ size, location }: LocatedWheel, http: HttpClient): Promise<number | undefined> => {
  if (size !== undefined) return size;
  try {
    const response = await http.get(location.url, authorization(location), 'page');
    const length = response.headers.get('content-length');
    await response.body?.cancel();
    return response.ok && length !== null ? Number(length) : undefined;
  } catch {
    return undefined;
  }
};
