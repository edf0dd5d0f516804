import { parseArgs } from 'node:util';
import { reporting } from '@layerkit/terminal';
import { runRounds } from './run-rounds.ts';

const run = async (say: (line: string) => void): Promise<void> => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 0x7fffffff) },
      verbose: { type: 'boolean', default: false },
    },
  });
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
    throw new Error(
      '--rounds and --seed must be whole numbers: npx nx run e2e:kill-rounds [--rounds N] [--seed S]',
    );
  say(`seed ${seed}`);
  const report = await runRounds({ rounds, seed, ...(values.verbose && { say }) });
  const { endings, slowestEnd, withoutFault, problems } = report;
  say(
    `${rounds} rounds: ${endings.signal} processes ended by their signal, ${endings.failure} failed, ${endings.success} succeeded`,
  );
  say(`slowest end after a signal: ${slowestEnd.toFixed()} ms`);
  if (withoutFault > 0) say(`${withoutFault} rounds without their fault: it needs a mount namespace`);
  problems.flatMap((problem) => problem.split('\n')).forEach(say);
  if (problems.length > 0) process.exitCode = 1;
};

if (!(await reporting(run, { verbose: true }))) process.exitCode = 1;
