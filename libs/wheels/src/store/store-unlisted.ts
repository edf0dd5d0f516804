import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256OfFile, type Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { inOwnedFolder } from '@layerkit/temporary-files';
import pMap from 'p-map';
import { openHttpClient, type HttpClient } from '../package-index/http-client.ts';
import { refusal, rootReason, unreachable, type Fetched } from '../package-index/index-failure.ts';
import { displayUrl } from '../package-index/index-location.ts';
import { LimitExceeded } from '../package-index/limit-exceeded.ts';
import { located, type LocatedFile } from '../package-index/locate-wheel.ts';
import { openPlaces, type OpenedPlaces } from '../package-index/open-places.ts';
import { authorization } from '../package-index/package-index.ts';
import { readBody } from '../package-index/read-body.ts';
import { nameOfFile } from '../package-index/simple-page.ts';
import type { WheelAccess } from './ensure-wheels.ts';
import type { WheelStore } from './wheel-store.ts';

/** A file that its index lists without a digest. */
export interface UnlistedFile {
  readonly name: string;
  readonly fileName: string;
}

const concurrency = 8;

/**
 * Fetches files that their index lists without a digest into the store.
 * @returns their digests, in the order of the files
 * @throws LayerkitError index/refused, index/unreachable, store/download-failed: the first file that can’t be fetched
 */
export const storeUnlisted = async (
  files: readonly UnlistedFile[],
  { env = process.env, places, defaultIndex, store }: WheelAccess,
): Promise<readonly Sha256[]> => {
  const http = await openHttpClient(env);
  try {
    const opened = openPlaces({ env, places, defaultIndex }, http);
    return await pMap(
      files,
      async (file) => {
        const result = await storeOne(file, { http, opened, store });
        if ('value' in result) return result.value;
        const { code, reason, hint, cause } = result.failure;
        throw new LayerkitError({
          code,
          message: `its index gives no digest of ${file.fileName}, and it can’t be fetched to compute one: ${reason}`,
          hint: hint ?? 'Try again, or use an index that gives a SHA-256 for each file.',
          cause,
        });
      },
      { concurrency },
    );
  } finally {
    await http.close();
  }
};

interface Access {
  readonly http: HttpClient;
  readonly opened: OpenedPlaces;
  readonly store: WheelStore;
}

const storeOne = async (file: UnlistedFile, access: Access): Promise<Fetched<Sha256>> => {
  const found = await findFile(file, access.opened);
  return 'failure' in found
    ? found
    : inOwnedFolder('fetch', (folder) => fetchInto(folder, found.value, access));
};

const findFile = async (
  { name, fileName }: UnlistedFile,
  opened: OpenedPlaces,
): Promise<Fetched<LocatedFile>> => {
  const place = await opened.of(name);
  if ('locations' in place) {
    const [first] = place.locations;
    const location = place.locations.find(({ url }) => nameOfFile(url) === fileName) ?? first;
    return location === undefined ? unlistedNow : { value: { fileName, location } };
  }
  for (const index of place.indexes) {
    const page = await index.filesOf(name);
    const file = 'failure' in page ? undefined : page.value.find((one) => one.fileName === fileName);
    if (file !== undefined) return { value: located(file, index) };
  }
  return unlistedNow;
};

const unlistedNow = { failure: { code: 'store/download-failed', reason: 'no index lists it now' } } as const;

const fetchInto = async (
  folder: string,
  { fileName, location }: LocatedFile,
  { http, store }: Access,
): Promise<Fetched<Sha256>> => {
  const { url } = location;
  try {
    const response = await http.get(
      url,
      { 'accept-encoding': 'identity', ...authorization(location) },
      'file',
    );
    if (!response.ok) return { failure: refusal(url, response.status) };
    const bytes = http.limits.fileBytes;
    const exceeded = (): Error => new LimitExceeded('fileBytes', bytes);
    const path = join(folder, 'file');
    await pipeline(readBody(response, { bytes, exceeded }), createWriteStream(path));
    const sha256 = await sha256OfFile(path);
    await store.insert({ sha256, fileName }, createReadStream(path));
    return { value: sha256 };
  } catch (error) {
    if (error instanceof LimitExceeded) return { failure: unreachable(url, error) };
    const reason = `${displayUrl(url)}: ${rootReason(error)}`;
    return { failure: { code: 'store/download-failed', reason, cause: error } };
  }
};
