import { parseArgs } from 'node:util';

export interface Options {
  /** How often each pair runs. */
  readonly runs: number;
  /** Prints the measurements as JSON instead of tables. */
  readonly json: boolean;
  /** Only comparisons with this in their title; empty for all. */
  readonly only: string;
}

const usage = 'npx nx run benchmarks:run [--runs N] [--only TEXT] [--json]';

/** @throws Error for an option that is not known, or a number of runs that is none */
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
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs takes a whole number from 1: ${usage}`);
  return { runs, json: values.json, only: values.only };
};
