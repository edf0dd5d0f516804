import { randomBytes } from 'node:crypto';
import type { Sha256 } from '@layerkit/artifact';
import type { RunningProcess } from './running-process.ts';

/** What the names of all that a verification makes begin with. */
export const temporaryPrefix = 'layerkit-verify-';

/** A name that no other run has: of the zip that is verified, and of chance. */
export const temporaryName = (sha256: Sha256): string =>
  `${temporaryPrefix}${sha256.slice(0, 12)}-${randomBytes(4).toString('hex')}`;

/** Whose a temporary thing is, and until when: it stands in its description, where a listing shows it. */
export interface Lease {
  readonly until: Date;
  /** Absent where the host can’t tell its processes apart for good. */
  readonly holder?: RunningProcess | undefined;
}

export const formatLease = ({ until, holder }: Lease): string =>
  [
    'Temporary, made by layerkit verify',
    `until=${until.toISOString()}`,
    ...(holder === undefined ? [] : [`holder=${holder.host}.${holder.pid}.${holder.started}`]),
  ].join(' ');

/** `undefined` for a description that is no lease: then it is somebody else’s, whatever its name. */
export const parseLease = (description: string): Lease | undefined => {
  const [, until = ''] = / until=(\S+)/.exec(description) ?? [];
  const moment = new Date(until);
  if (Number.isNaN(moment.getTime())) return undefined;
  const [, host = '', pid = '', started = ''] = / holder=(\w+)\.(\d+)\.(\d+)/.exec(description) ?? [];
  return {
    until: moment,
    holder: host === '' ? undefined : { host, pid: Number(pid), started: Number(started) },
  };
};
