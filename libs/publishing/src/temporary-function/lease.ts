import { randomBytes } from 'node:crypto';
import type { Sha256 } from '@layerkit/artifact/digest';
import type { RunningProcess } from './running-process.ts';

/** The target that needs a temporary function. */
export type Purpose = 'verify' | 'smoke';

/** Returns a unique name, made of the zip’s digest and random characters. */
export const temporaryName = (sha256: Sha256, purpose: Purpose): string =>
  `layerkit-${purpose}-${sha256.slice(0, 12)}-${randomBytes(4).toString('hex')}`;

/** Whether a function or layer may be a temporary one, by its name. */
export const hasTemporaryName = (name: string): boolean => /^layerkit-(?:verify|smoke)-/.test(name);

/** The holder of a temporary function or layer version, and its end. Kept in its description, for listings. */
export interface Lease {
  readonly until: Date;
  /** Absent if the host cannot identify its processes uniquely. */
  readonly holder?: RunningProcess | undefined;
}

export const formatLease = ({ until, holder }: Lease): string =>
  [
    'Temporary, made by layerkit',
    `until=${until.toISOString()}`,
    ...(holder === undefined ? [] : [`holder=${holder.host}.${holder.pid}.${holder.started}`]),
  ].join(' ');

/** Parses a lease. Returns `undefined` for other descriptions: their owner is not layerkit, whatever the name. */
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
