import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/** Seconds of CPU time for all inputs, which take a fifth of it; it ends an input that would take forever. */
const limit = 60;

/** Milliseconds of CPU time for one input: five times the slowest. One that takes quadratic time takes far more. */
const limitOfOne = 6000;

/** The length of each input, in bytes. */
const length = 1 << 20;

it('every reader reads its worst shapes in linear time: 1 MiB each, within a limit of CPU time', async () => {
  const command = ['--import', 'tsx', program, String(length)];
  const run = await execa('sh', ['-c', `ulimit -t ${limit}; exec "$0" "$@"`, process.execPath, ...command], {
    reject: false,
    env: { NODE_OPTIONS: '' },
  });
  const lines = run.stdout.split('\n');
  // If this fails, the last line names the reader that took too long
  expect(lines.at(-1)).toBe('done');
  const times = lines.slice(0, -1).map((line) => ({ line, ms: Number(/: (\d+) ms$/.exec(line)?.[1]) }));
  expect(times.filter(({ ms }) => !(ms <= limitOfOne))).toEqual([]);
}, 300_000);
