import type { WheelPin } from '../wheel/wheel.ts';
import type { Fetched, FetchFailure } from './index-failure.ts';
import { displayUrl, splitCredentials, type IndexLocation } from './index-location.ts';
import type { PackageIndex } from './package-index.ts';
import type { IndexFile } from './simple-page.ts';

/** A wheel on an index: its file name, its URL and the credentials for it. */
export interface LocatedWheel {
  readonly pin: WheelPin;
  readonly fileName: string;
  readonly location: IndexLocation;
  readonly size?: number | undefined;
}

/** Searches the indexes in order for the file with the lock's digest. */
export const locateWheel = async (
  wanted: WheelPin,
  indexes: readonly PackageIndex[],
): Promise<Fetched<LocatedWheel>> => {
  const failures: FetchFailure[] = [];
  for (const index of indexes) {
    const page = await index.filesOf(wanted.name);
    if ('failure' in page) {
      failures.push(page.failure);
      continue;
    }
    const file = page.value.find(({ sha256 }) => sha256 === wanted.sha256);
    if (file !== undefined) return { value: { pin: wanted, ...located(file, index) } };
    failures.push(notThere(wanted, index, page.value.length));
  }
  return { failure: mostTelling(failures) };
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
const located = (file: IndexFile, index: PackageIndex): Omit<LocatedWheel, 'pin'> => {
  const own = splitCredentials(file.url);
  const inherited = file.url.origin === index.location.url.origin ? index.location.authorization : undefined;
  const authorization = own.authorization ?? inherited;
  return {
    fileName: file.fileName,
    location: { url: own.url, authorization },
    size: file.size,
  };
};
