import { checkCleanRun, unpublish } from './check-clean-run.ts';
import { hasNamespaces } from './in-namespace.ts';
import { openSite } from './open-site.ts';
import { planRounds } from './plan-rounds.ts';
import { playRound, type Ending } from './play-round.ts';

export interface RoundsReport {
  readonly endings: Readonly<Record<Ending, number>>;
  /** Milliseconds from a signal to the end of its process, at most. */
  readonly slowestEnd: number;
  /** Rounds whose fault this host does not let its user make. */
  readonly withoutFault: number;
  /** Each with its round. */
  readonly problems: readonly string[];
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

/** Milliseconds in which a signal must have ended its process, on a busy machine. */
const longestEnd = 10_000;

/**
 * Plays the rounds of a seed in one workspace with one store: processes that are killed while something else goes wrong.
 * After each, a run without faults must succeed as if nothing had happened.
 */
export const runRounds = async ({
  rounds,
  seed,
  say = () => undefined,
}: RoundsOptions): Promise<RoundsReport> => {
  const site = await openSite();
  const endings = { success: 0, failure: 0, signal: 0 };
  const problems: string[] = [];
  const mayMount = hasNamespaces();
  let slowestEnd = 0;
  let withoutFault = 0;
  try {
    for (const [at, planned] of planRounds({ rounds, seed }).entries()) {
      const skipped = 'folder' in planned.fault && !mayMount;
      if (skipped) withoutFault += 1;
      const round = skipped ? { ...planned, fault: { kind: 'none' as const } } : planned;
      if (round.steps.some(({ executor }) => executor === 'layer:publish')) await unpublish(site);
      const steps = await playRound(site, round);
      for (const { ending, tookToEnd = 0 } of steps) {
        endings[ending] += 1;
        slowestEnd = Math.max(slowestEnd, tookToEnd);
      }
      const found = [...steps.flatMap((step) => step.problems), ...(await checkCleanRun(site, round))];
      say(`${at} ${JSON.stringify(round)}: ${steps.map(({ ending }) => ending).join()}`);
      for (const problem of found) {
        problems.push(`round ${at} ${JSON.stringify(round)}: ${problem}`);
        say(problem);
      }
    }
  } finally {
    await site.close();
  }
  if (slowestEnd > longestEnd)
    problems.push(`a process needed ${slowestEnd.toFixed()} ms to end after its signal`);
  return { endings, slowestEnd, withoutFault, problems };
};
