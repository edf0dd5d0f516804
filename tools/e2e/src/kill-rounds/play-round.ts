import { setTimeout as sleep } from 'node:timers/promises';
import { failureCodes } from '@layerkit/failure';
import { startExecutors } from '../executors/run-executor.ts';
import { damage } from './damage.ts';
import { prefixOf } from './in-namespace.ts';
import type { Site } from './open-site.ts';
import type { Round, Step } from './plan-rounds.ts';

/** How a process of a round ended. */
export type Ending = 'success' | 'failure' | 'signal';

export interface StepReport {
  readonly ending: Ending;
  /** Milliseconds from the signal to the end of the process; undefined if it ended before. */
  readonly tookToEnd?: number | undefined;
  /** Reasons why it should not have ended like this. */
  readonly problems: readonly string[];
}

/** Brings in the fault of a round, and runs its processes at the same time. */
export const playRound = async (site: Site, { steps, fault }: Round): Promise<readonly StepReport[]> => {
  if (fault.kind === 'damage') await damage(fault, site.folders);
  const prefix = 'folder' in fault ? prefixOf(fault, site.folders[fault.folder]) : [];
  return Promise.all(steps.map((step) => playStep(site, step, prefix)));
};

const playStep = async (
  { workspace, env, layers, usual }: Site,
  { executor, layer, signal, moment }: Step,
  prefix: readonly string[],
): Promise<StepReport> => {
  const project = layers[layer]?.name ?? '';
  const child = startExecutors(workspace, [{ executor, project }], { env, prefix });
  let signalled: number | undefined;
  if (signal !== undefined) {
    await Promise.race([child, sleep(moment * usual)]);
    if (child.exitCode === null && child.signalCode === null) {
      signalled = performance.now();
      child.kill(signal);
    }
  }
  const { exitCode, signal: endedBy, all } = await child;
  const tookToEnd = signalled === undefined ? undefined : performance.now() - signalled;
  if (endedBy !== undefined)
    return {
      ending: 'signal',
      tookToEnd,
      problems: endedBy === signal ? [] : [`${executor} ended with ${endedBy}: ${all}`],
    };
  if (exitCode === 0) return { ending: 'success', tookToEnd, problems: [] };
  return {
    ending: 'failure',
    tookToEnd,
    problems: saysWhy(all) ? [] : [`${executor} failed without a code: ${all}`],
  };
};

const codes = new Set<string>(failureCodes);

/** Returns whether the output has the code of a layerkit error at the start of a line. */
const saysWhy = (output: string): boolean =>
  output.split('\n').some((line) => codes.has(line.split(':')[0] ?? ''));
