import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseSha256, type Sha256 } from '@layerkit/artifact/digest';

const path = '/downloads/';
const lifetimeMs = 10 * 60_000;

/** Signed links to zips that are valid for ten minutes, like AWS's presigned URLs. */
export interface DownloadLinks {
  link(sha256: Sha256): string;
  /** Returns the zip that a URL links to; `denied` if it is forged or expired, undefined for another path. */
  resolve(url: URL): Sha256 | 'denied' | undefined;
}

/** @param endpoint the endpoint of the server, without a trailing slash */
export const createDownloadLinks = (endpoint: () => string, now: () => number): DownloadLinks => {
  const secret = randomBytes(32);
  const sign = (sha256: string, expires: string): string =>
    createHmac('sha256', secret).update(`${sha256} ${expires}`).digest('hex');
  return {
    link: (sha256) => {
      const expires = String(now() + lifetimeMs);
      return `${endpoint()}${path}${sha256}?expires=${expires}&signature=${sign(sha256, expires)}`;
    },
    resolve: (url) => {
      const sha256 = url.pathname.startsWith(path) ? url.pathname.slice(path.length) : undefined;
      if (sha256 === undefined) return undefined;
      const expires = url.searchParams.get('expires') ?? '';
      const genuine = equal(sign(sha256, expires), url.searchParams.get('signature') ?? '');
      return genuine && now() < Number(expires) ? parseSha256(sha256) : 'denied';
    },
  };
};

const equal = (one: string, other: string): boolean => {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
};
