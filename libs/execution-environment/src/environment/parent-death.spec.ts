import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeIsolations, findTestRuntime } from '../../test/contract/describe-isolations.ts';
import { temporaryDirectory } from '../../test/temporary-directory.ts';
import { writeTree } from '../../test/write-tree.ts';
import { join } from 'node:path';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const { runtime, interpreter } = await findTestRuntime();
const directory = temporaryDirectory();

/** Whether a process with this word on its command line exists on the host. */
const exists = (word: string): boolean =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
      } catch {
        return false;
      }
    });

const program = (isolation: string, word: string): string => `
import { openEnvironment } from ${JSON.stringify(new URL('./open-environment.ts', import.meta.url).href)};
const environment = await openEnvironment({
  target: { runtime: ${JSON.stringify(runtime)}, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' },
  interpreter: ${JSON.stringify(interpreter)},
  layers: [],
  isolation: ${JSON.stringify(isolation)},
  scratch: ${JSON.stringify(join(directory, isolation))},
});
environment.spawn(['-c', 'import sys, time; open(sys.argv[2], "w"); time.sleep(60)',
  ${JSON.stringify(word)}, environment.paths.tmp + '/running']);
`;

await describeIsolations(interpreter, (isolation) => {
  it('lets nothing run on when the process that opened it is killed', async () => {
    const word = `orphan-${process.pid}-${isolation}`;
    const file = join(
      await writeTree(directory, { [`${isolation}.mts`]: program(isolation, word) }),
      `${isolation}.mts`,
    );
    await writeTree(join(directory, isolation), {});
    const parent = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    while (!existsSync(join(directory, isolation, 'tmp/running'))) {
      if (parent.exitCode !== null) throw new Error('the process that was to open an environment ended');
      await sleep(20);
    }
    expect(exists(word)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    for (let waited = 0; exists(word) && waited < 2000; waited += 20) await sleep(20);
    expect(exists(word)).toBe(false);
  });
});
