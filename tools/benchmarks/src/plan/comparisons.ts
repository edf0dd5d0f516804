import type { SubjectName } from './subjects.ts';

export interface Aim {
  readonly atMost?: number | undefined;
  readonly atLeast?: number | undefined;
}

/** Two subjects that run in turn. The figure is the first one's time divided by the second one's. */
export interface Comparison {
  readonly above: SubjectName;
  readonly below: SubjectName;
  readonly aim?: Aim | undefined;
}

/** All comparisons, in the order in which they run and are printed. */
export const comparisons: readonly Comparison[] = [
  // The true ratio is 1, so this one shows how noisy the machine is.
  { above: 'hash', below: 'hash' },
  { above: 'splice', below: 'hash', aim: { atMost: 2 } },
  { above: 'splicePruned', below: 'hash' },
  { above: 'audit', below: 'splice', aim: { atMost: 1 } },
  { above: 'pip', below: 'build', aim: { atLeast: 12 } },
  { above: 'uv', below: 'build', aim: { atLeast: 8 } },
  // Like for like: the other tools neither check nor prune what they build.
  { above: 'uv', below: 'buildUnaudited', aim: { atLeast: 8 } },
  { above: 'uv', below: 'buildUnpruned' },
  { above: 'nx', below: 'buildAll' },
  { above: 'nxCached', below: 'buildAll' },
  // A cached build takes hardly longer than a task that does nothing, here and with installed plugins.
  { above: 'nxCached', below: 'nxNothing', aim: { atMost: 1.15 } },
  { above: 'nxDaemonCached', below: 'nxDaemonNothing' },
  { above: 'installedCached', below: 'installedNothing', aim: { atMost: 1.15 } },
  { above: 'installedDaemonCached', below: 'installedDaemonNothing', aim: { atMost: 1.15 } },
];

/** The most memory that a subject's largest process may use at its peak, in bytes. */
export const peakAims: Partial<Record<SubjectName, number>> = {
  splice: 80_000_000,
  audit: 80_000_000,
};
