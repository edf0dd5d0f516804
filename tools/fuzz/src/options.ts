import { parseArgs } from 'node:util';

export interface Options {
  /** The number of inputs for each reader. */
  readonly runs: number;
  readonly seed: number;
  /** Only the readers whose name contains this text; empty for all. */
  readonly only: string;
}

const usage = 'npm run fuzz -- [--runs N] [--seed S] [--only NAME]';

/**
 * Reads the command line.
 * @throws Error for an unknown option or an invalid number
 */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Date.now() % 0x7fffffff) },
      only: { type: 'string', default: '' },
    },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed))
    throw new Error(`--runs and --seed must be whole numbers: ${usage}`);
  return { runs, seed, only: values.only };
};
