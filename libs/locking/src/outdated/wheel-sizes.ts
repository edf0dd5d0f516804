import { stat } from 'node:fs/promises';
import type { Sha256 } from '@layerkit/artifact/digest';
import pMap from 'p-map';
import type { WheelPin } from '@layerkit/wheels';
import {
  authorization,
  type HttpClient,
  indexLocations,
  isOffline,
  type LocatedWheel,
  locateWheel,
  openHttpClient,
  openPackageIndex,
  type PackageIndex,
} from '@layerkit/wheels/package-index';
import type { WheelStore } from '@layerkit/wheels/store';
import { defaultIndex } from '../uv/default-index.ts';

export interface WheelSizesRequest {
  readonly pins: readonly WheelPin[];
  readonly store: WheelStore;
  readonly uv: string;
  readonly env: NodeJS.ProcessEnv;
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
  { uv, env }: WheelSizesRequest,
): Promise<readonly Size[]> => {
  const locations = await indexLocations(env, () => defaultIndex(uv, env));
  const http = await openHttpClient(env);
  try {
    const indexes = locations.map((location) => remembering(openPackageIndex(location, http)));
    return await pMap(
      pins,
      async (pin): Promise<Size> => {
        const found = await locateWheel(pin, indexes);
        return [pin.sha256, 'failure' in found ? undefined : await sizeOf(found.value, http)];
      },
      { concurrency: 8 },
    );
  } finally {
    await http.close();
  }
};

/** Keeps the pages of an index, because all versions of a package are on one page. */
const remembering = (index: PackageIndex): PackageIndex => {
  const pages = new Map<string, ReturnType<PackageIndex['filesOf']>>();
  return {
    ...index,
    filesOf(name) {
      const page = pages.get(name) ?? index.filesOf(name);
      pages.set(name, page);
      return page;
    },
  };
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
