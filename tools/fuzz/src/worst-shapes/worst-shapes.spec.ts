import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/** Seconds of CPU time. All inputs together take a fifth of it, and one that takes quadratic time far more. */
const limit = 60;

/** The length of each input, in bytes. */
const length = 1 << 20;

it('every reader reads its worst shapes in linear time: 1 MiB each, within a limit of CPU time', async () => {
  const command = ['--import', 'tsx', program, String(length)];
  const run = await execa('sh', ['-c', `ulimit -t ${limit}; exec "$0" "$@"`, process.execPath, ...command], {
    reject: false,
    env: { NODE_OPTIONS: '' },
  });
  // If this fails, the last line names the reader that took too long
  expect(run.stdout.split('\n').at(-1)).toBe('done');
}, 300_000);
