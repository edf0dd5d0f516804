import { parseArgs } from 'node:util';

export interface Options {
  /** The number of runs of each pair. */
  readonly runs: number;
  /** Prints the measurements as JSON instead of tables. */
  readonly json: boolean;
  /** Runs only the comparisons whose title contains this text; empty for all. */
  readonly only: string;
}

const usage = 'npx nx run benchmarks:run [--runs N] [--only TEXT] [--json]';

/**
 * Reads the command line.
 * @throws Error for an unknown option or an invalid number of runs
 */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '7' },
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`--runs must be a whole number of at least 1: ${usage}`);
  return { runs, json: values.json, only: values.only };
};
