import type { Target } from '@layerkit/platform-resolution';
import { rankFiles } from './rank-files.ts';
import type { WheelPin } from '../wheel/wheel.ts';
import type { Fetched, FetchFailure } from './index-failure.ts';
import { displayUrl, splitCredentials, type IndexLocation } from './index-location.ts';
import type { OpenedPlaces } from './open-places.ts';
import type { PackageIndex } from './package-index.ts';
import { nameOfFile, type IndexFile } from './simple-page.ts';

/** A file on an index: its name, its URL and the credentials for it. */
export interface LocatedFile {
  readonly fileName: string;
  readonly location: IndexLocation;
  readonly size?: number | undefined;
}

export interface LocatedWheel extends LocatedFile {
  readonly pin: WheelPin;
}

/**
 * Searches the places of a package for the file with the lock's digest. Returns several files if only their bytes
 * show which one it is: those of several URLs, or those that an index lists without a digest, the most likely one first.
 */
export const locateWheel = async (
  wanted: WheelPin,
  places: OpenedPlaces,
  target?: Target,
): Promise<Fetched<readonly LocatedWheel[]>> => {
  const place = await places.of(wanted.name);
  if ('locations' in place)
    return {
      value: place.locations.map((location) => ({
        pin: wanted,
        fileName: nameOfFile(location.url),
        location,
      })),
    };
  const failures: FetchFailure[] = [];
  const likely: LocatedWheel[] = [];
  for (const index of place.indexes) {
    const page = await index.filesOf(wanted.name);
    if ('failure' in page) {
      failures.push(page.failure);
      continue;
    }
    const file = page.value.find(({ sha256 }) => sha256 === wanted.sha256);
    if (file !== undefined) return { value: [{ pin: wanted, ...located(file, index) }] };
    const ranked = rankFiles(page.value, wanted, target);
    likely.push(...ranked.map((one) => ({ pin: wanted, ...located(one, index) })));
    if (ranked.length === 0) failures.push(notThere(wanted, index, page.value.length));
  }
  return likely.length > 0 ? { value: likely } : { failure: mostTelling(failures) };
};

/** Prefers failures of indexes that gave no list of files: only they may have the wheel. */
const mostTelling = (failures: readonly FetchFailure[]): FetchFailure => {
  const telling = failures.filter(({ code }) => code !== 'store/wheels-missing');
  const chosen = telling.length === 0 ? failures : telling;
  const { code = 'store/wheels-missing', hint, cause } = chosen[0] ?? {};
  return { code, reason: chosen.map(({ reason }) => reason).join('; '), hint, cause };
};

const notThere = (wanted: WheelPin, index: PackageIndex, files: number): FetchFailure => ({
  code: 'store/wheels-missing',
  reason:
    files === 0
      ? `${displayUrl(index.location.url)} does not have it`
      : `none of the ${files} files at ${displayUrl(index.location.url)} has sha256 ${wanted.sha256}`,
});

/** Sends the credentials of an index only to its own origin, like pip and uv. */
export const located = (file: IndexFile, index: PackageIndex): LocatedFile => {
  const own = splitCredentials(file.url);
  const inherited = file.url.origin === index.location.url.origin ? index.location.authorization : undefined;
  const authorization = own.authorization ?? inherited;
  return { fileName: file.fileName, location: { url: own.url, authorization }, size: file.size };
};
