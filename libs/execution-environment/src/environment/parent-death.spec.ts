import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeIsolations, findTestRuntime } from '../../test/contract/describe-isolations.ts';
import { temporaryDirectory, writeTree } from '@layerkit/testing-files';
import { hasProcess } from '@layerkit/testing-host';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';

const { runtime, interpreter } = await findTestRuntime();
const target = { runtime, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' } as const;
const directory = temporaryDirectory();

const program = fileURLToPath(new URL('../../test/programs/open-and-sleep.ts', import.meta.url));

await describeIsolations(interpreter, (isolation) => {
  it('its processes end when the process that opened it is killed', async () => {
    const word = `orphan-${process.pid}-${isolation}`;
    const scratch = await writeTree(join(directory, isolation), {});
    const options = JSON.stringify({ target, interpreter, layers: [], isolation, scratch });
    const parent = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program, options, word], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    while (!existsSync(join(scratch, 'tmp/running'))) {
      if (parent.exitCode !== null) throw new Error('the process ended before it opened an environment');
      await sleep(20);
    }
    expect(hasProcess(word)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    for (let waited = 0; hasProcess(word) && waited < 2000; waited += 20) await sleep(20);
    expect(hasProcess(word)).toBe(false);
  });
});
