import { parseWheelFileName } from '@layerkit/platform-resolution/tags';
import type { Response } from 'undici';
import type { HttpClient } from '../package-index/http-client.ts';
import {
  refusal,
  rootReason,
  unreachable,
  type Fetched,
  type FetchFailure,
} from '../package-index/index-failure.ts';
import { displayUrl } from '../package-index/index-location.ts';
import { LimitExceeded } from '../package-index/limit-exceeded.ts';
import type { LocatedWheel } from '../package-index/locate-wheel.ts';
import { authorization } from '../package-index/package-index.ts';
import { readBody, type BodyLimit } from '../package-index/read-body.ts';
import { isSourceName } from './source-name.ts';
import type { Wheel } from '../wheel/wheel.ts';
import type { WheelStore } from './wheel-store.ts';

export interface Download {
  readonly from: LocatedWheel;
  readonly http: HttpClient;
  readonly store: WheelStore;
  /** Called with the size of each received piece, in bytes, or with a negative size if a download starts again. */
  readonly onBytes: (bytes: number) => void;
}

/** For wrong bytes, and for servers without resumption. The HTTP client resumes other broken transfers. */
const attempts = 2;

/** Downloads one wheel into the store. Bytes with another digest than the lock's are not kept. */
export const downloadWheel = async (download: Download): Promise<Fetched<Wheel>> => {
  const { fileName } = download.from;
  if (!isPlainName(fileName))
    return failed(`“${fileName}” is not the file name of a wheel or source distribution`);
  let result = await tryDownload(download);
  for (let attempt = 1; attempt < attempts && isWorthAnotherTry(result); attempt += 1) {
    result = await tryDownload(download);
  }
  return result;
};

/** Checks the name before it becomes the name of a local file. */
const isPlainName = (fileName: string): boolean => {
  if (isSourceName(fileName)) return true;
  try {
    return parseWheelFileName(fileName).fileName === fileName;
  } catch {
    return false;
  }
};

const isWorthAnotherTry = (result: Fetched<Wheel>): boolean =>
  'failure' in result && result.failure.code === 'store/download-failed';

const tryDownload = async ({ from, http, store, onBytes }: Download): Promise<Fetched<Wheel>> => {
  const { pin, fileName } = from;
  const { url } = from.location;
  const answer = await request(from, http);
  if ('failure' in answer) return answer;
  const body = counted(answer.value, sizeLimit(from, http), onBytes);
  try {
    const insertion = await store.insert({ sha256: pin.sha256, fileName }, body.bytes());
    if ('stored' in insertion) return { value: { ...pin, ...insertion.stored } };
    body.takeBack();
    return failed(`${displayUrl(url)} has sha256 ${insertion.mismatch}, but the lock has ${pin.sha256}`);
  } catch (error) {
    body.takeBack();
    if (error instanceof LimitExceeded) return { failure: unreachable(url, error) };
    const where = body.brokeOff()
      ? `the download of ${displayUrl(url)} broke off`
      : `can’t write to the store ${store.directory}`;
    return failed(`${where}: ${rootReason(error)}`, error);
  }
};

const failed = (reason: string, cause?: unknown): { failure: FetchFailure } => ({
  failure: { code: 'store/download-failed', reason, cause },
});

const request = async ({ location }: LocatedWheel, http: HttpClient): Promise<Fetched<Response>> => {
  try {
    const headers = { 'accept-encoding': 'identity', ...authorization(location) };
    const response = await http.get(location.url, headers, 'file');
    return response.ok ? { value: response } : { failure: refusal(location.url, response.status) };
  } catch (error) {
    return { failure: unreachable(location.url, error) };
  }
};

/** A file must not be larger than its index states. If the index states no size, the general limit applies. */
const sizeLimit = ({ size }: LocatedWheel, { limits: { fileBytes } }: HttpClient): BodyLimit =>
  size === undefined
    ? { bytes: fileBytes, exceeded: () => new LimitExceeded('fileBytes', fileBytes) }
    : { bytes: size, exceeded: () => new Error(`it has more than the ${size} bytes that its index states`) };

/** Reads the body and reports its bytes to `onBytes`. Records whether the network failed. */
const counted = (response: Response, limit: BodyLimit, onBytes: (bytes: number) => void) => {
  let came = 0;
  let broken = false;
  return {
    async *bytes(): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of readBody(response, limit)) {
          came += chunk.length;
          onBytes(chunk.length);
          yield chunk;
        }
      } catch (error) {
        broken = true;
        throw error;
      }
    },
    brokeOff: () => broken,
    takeBack: () => onBytes(-came),
  };
};
