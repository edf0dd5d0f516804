import type { Sha256 } from '@layerkit/artifact/digest';
import type { Target } from '@layerkit/platform-resolution';
import pMap from 'p-map';
import { downloadWheel } from './download-wheel.ts';
import { trackProgress, type FetchProgress } from './fetch-progress.ts';
import { openHttpClient, type HttpClient } from '../package-index/http-client.ts';
import type { Fetched } from '../package-index/index-failure.ts';
import { locateWheel, type LocatedWheel } from '../package-index/locate-wheel.ts';
import { openPlaces } from '../package-index/open-places.ts';
import { isOffline } from '../settings/is-offline.ts';
import type { SourcePlaces } from '../settings/source-places.ts';
import type { Wheel, WheelPin } from '../wheel/wheel.ts';
import type { StoredWheel, WheelStore } from './wheel-store.ts';
import { wheelsMissing } from './wheels-missing.ts';

/** Where wheels are kept, and how those that are missing are fetched. */
export interface WheelAccess {
  readonly store: WheelStore;
  /** Returns the package index to use if `env` names none. Called only then. */
  readonly defaultIndex: () => Promise<string>;
  /** The variables that name package indexes, credentials, proxies and certificates. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** The places that the requirements source names for some packages. */
  readonly places?: SourcePlaces | undefined;
  /** The target of the wheels. It tells which file to try first on an index that lists no digests. */
  readonly target?: Target | undefined;
  /** Whether to send no requests. The default is `UV_OFFLINE`. */
  readonly offline?: boolean | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
}

export interface EnsureWheelsRequest {
  readonly packages: readonly WheelPin[];
  readonly access: WheelAccess;
  /** Digests of damaged files in the store. They are fetched again and replaced. */
  readonly damaged?: ReadonlySet<Sha256> | undefined;
}

export interface EnsuredWheels {
  /** In the order of `packages`. */
  readonly wheels: readonly Wheel[];
  /** The number of wheels that this process fetched. */
  readonly fetched: number;
}

const concurrency = { pages: 16, downloads: 8 };

/**
 * Finds each wheel in the store, or fetches it from the package indexes into the store. A fetched wheel is kept only if
 * its bytes have the lock's digest.
 * @throws LayerkitError store/wheels-missing, store/download-failed, index/refused, index/unreachable: one error with a
 * line for each wheel. Also throws the errors of `defaultIndex`.
 */
export const ensureWheels = async (request: EnsureWheelsRequest): Promise<EnsuredWheels> => {
  const {
    packages,
    access: { store },
    damaged,
  } = request;
  const looked = await Promise.all(
    packages.map(async (pin) => ({ pin, file: await store.find(pin.sha256) })),
  );
  const here = looked.flatMap(({ pin, file }) =>
    file === undefined || damaged?.has(pin.sha256) === true ? [] : [{ ...pin, ...file }],
  );
  const found = new Map(here.map((wheel) => [wheel.sha256, wheel]));
  const wanted = packages.filter(({ sha256 }) => !found.has(sha256));
  const fetched = wanted.length === 0 ? [] : await fetchWheels(wanted, request);
  const all = new Map([...here, ...fetched.map(({ wheel }) => wheel)].map((wheel) => [wheel.sha256, wheel]));
  const wheels = packages.map(({ sha256 }) => all.get(sha256)).filter((wheel) => wheel !== undefined);
  return { wheels, fetched: fetched.filter(({ byAnother }) => !byAnother).length };
};

const fetchWheels = async (
  wanted: readonly WheelPin[],
  request: EnsureWheelsRequest,
): Promise<readonly FetchedWheel[]> => {
  const { env = process.env, offline = isOffline(env), defaultIndex, places, target } = request.access;
  if (offline) {
    throw wheelsMissing(
      wanted.map((pin) => ({ pin, failure: offlineFailure(pin, request) })),
      request,
    );
  }
  const http = await openHttpClient(env);
  try {
    const opened = openPlaces({ env, places, defaultIndex }, http);
    const locate = async (pin: WheelPin) => ({ pin, ...(await locateWheel(pin, opened, target)) });
    const located = await pMap(wanted, locate, { concurrency: concurrency.pages });
    const downloaded = await downloadAll(valuesOrThrow(located, request), request, http);
    return valuesOrThrow(downloaded, request);
  } finally {
    await http.close();
  }
};

type Pinned<T> = Fetched<T> & { readonly pin: WheelPin };

interface FetchedWheel {
  readonly wheel: Wheel;
  /** Whether another process fetched it in the meantime. */
  readonly byAnother: boolean;
}

/** Each download locks one digest and waits for no other, so two processes never wait for each other. */
const downloadAll = async (
  located: readonly (readonly LocatedWheel[])[],
  request: EnsureWheelsRequest,
  http: HttpClient,
): Promise<Pinned<FetchedWheel>[]> => {
  const { store, onProgress = () => undefined } = request.access;
  const { onBytes, onFile } = trackProgress(
    located.map(([first]) => first?.size),
    onProgress,
  );
  const download = async (pin: WheelPin, files: readonly LocatedWheel[]): Promise<Fetched<FetchedWheel>> => {
    const there = await findIntact(pin, request);
    if (there !== undefined) return { value: { wheel: { ...pin, ...there }, byAnother: true } };
    const result = await downloadFirst(files, (from) => downloadWheel({ from, http, store, onBytes }));
    return 'value' in result ? { value: { wheel: result.value, byAnother: false } } : result;
  };
  const inTurn = async (files: readonly LocatedWheel[]): Promise<readonly Pinned<FetchedWheel>[]> => {
    const pin = files[0]?.pin;
    if (pin === undefined) return [];
    const result = await store.exclusively(pin.sha256, () => download(pin, files));
    if ('value' in result) onFile();
    return [{ pin, ...result }];
  };
  return (await pMap(located, inTurn, { concurrency: concurrency.downloads })).flat();
};

/** Tries each file until one has the lock's digest. Returns the failure of the first. */
const downloadFirst = async (
  files: readonly LocatedWheel[],
  download: (from: LocatedWheel) => Promise<Fetched<Wheel>>,
): Promise<Fetched<Wheel>> => {
  const [first, ...others] = files;
  if (first === undefined) throw new Error('a located wheel has at least one file');
  const result = await download(first);
  if ('value' in result) return result;
  for (const other of others) {
    const found = await download(other);
    if ('value' in found) return found;
  }
  return result;
};

/** Reads a damaged file again, because another process may have replaced it. */
const findIntact = async (
  { sha256 }: WheelPin,
  { damaged, access: { store } }: EnsureWheelsRequest,
): Promise<StoredWheel | undefined> =>
  damaged?.has(sha256) === true && !(await store.isIntact(sha256)) ? undefined : store.find(sha256);

const valuesOrThrow = <T>(results: readonly Pinned<T>[], asked: EnsureWheelsRequest): T[] => {
  const missing = results.filter((result) => 'failure' in result);
  if (missing.length > 0) throw wheelsMissing(missing, asked);
  return results.flatMap((result) => ('value' in result ? [result.value] : []));
};

const offlineFailure = ({ sha256 }: WheelPin, { access: { store }, damaged }: EnsureWheelsRequest) => ({
  code: 'store/wheels-missing' as const,
  reason: `${damaged?.has(sha256) === true ? '' : `not in ${store.directory}, and `}layerkit is offline`,
});
