import type { SubjectName } from './subjects.ts';

export interface Aim {
  readonly atMost?: number | undefined;
  readonly atLeast?: number | undefined;
}

/** Two subjects that run in turn; the figure is the first's time in times of the second's. */
export interface Comparison {
  readonly above: SubjectName;
  readonly below: SubjectName;
  readonly aim?: Aim | undefined;
}

/** What is compared, in the order in which it runs and is printed. */
export const comparisons: readonly Comparison[] = [
  // What this machine makes of a ratio that is 1.
  { above: 'hash', below: 'hash' },
  { above: 'splice', below: 'hash', aim: { atMost: 2 } },
  { above: 'splicePruned', below: 'hash' },
  { above: 'audit', below: 'splice', aim: { atMost: 1 } },
  { above: 'pip', below: 'build', aim: { atLeast: 12 } },
  { above: 'uv', below: 'build', aim: { atLeast: 8 } },
  // Like for like: the peers don’t look at what they made, and prune nothing.
  { above: 'uv', below: 'buildUnaudited', aim: { atLeast: 8 } },
  { above: 'uv', below: 'buildUnpruned' },
  { above: 'nx', below: 'buildAll' },
  { above: 'nxCached', below: 'buildAll' },
  // A warm cache costs no more than Nx does: here, and where the plugins are installed.
  { above: 'nxCached', below: 'nxNothing', aim: { atMost: 1.15 } },
  { above: 'nxDaemonCached', below: 'nxDaemonNothing' },
  { above: 'installedCached', below: 'installedNothing', aim: { atMost: 1.15 } },
  { above: 'installedDaemonCached', below: 'installedDaemonNothing', aim: { atMost: 1.15 } },
];

/** Bytes that a subject's largest process may take at its peak. */
export const peakAims: Partial<Record<SubjectName, number>> = {
  splice: 80_000_000,
  audit: 80_000_000,
};
