import type { ProcessRun } from '../processes/process-run.ts';
import { runNxWith } from './run-nx.ts';

/** Runs a generator as a user would, without questions. Never throws if it fails. */
export const runGenerator = (
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessRun> =>
  runNxWith(root, ['generate', ...args, '--interactive=false'], { ...process.env, ...env, NO_COLOR: '1' });
