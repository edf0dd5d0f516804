import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdAlsoFor, withLock } from './lock.mjs';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'layerkit-lock-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Starts a process that runs this module code with `withLock`, `lock` (a path) and `directory` in scope. */
const startProcess = (code: string) => {
  const prelude = `
    import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    import { spawn } from 'node:child_process';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { holdAlsoFor, withLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)};
    const directory = ${JSON.stringify(directory)};
    const lock = directory + '/lock';
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', prelude + code], { stdio: 'inherit' });
};

const count = `await withLock(lock, async () => {
  const seen = Number(readFileSync(directory + '/counter', 'utf8'));
  await sleep(30);
  writeFileSync(directory + '/counter', String(seen + 1));
});`;

const goneProcess = async () => {
  const child = startProcess('');
  await once(child, 'close');
  return child.pid;
};

it('a lock has one holder at a time, and is taken over from a dead one', async () => {
  writeFileSync(join(directory, 'counter'), '0');
  writeFileSync(join(directory, 'lock'), `${await goneProcess()}\n`);
  await Promise.all(Array.from({ length: 6 }, () => once(startProcess(count), 'close')));
  expect(readFileSync(join(directory, 'counter'), 'utf8')).toBe('6');
  expect(readdirSync(directory)).toEqual(['counter']);
});

it('a lock without a holder is taken over', async () => {
  writeFileSync(join(directory, 'counter'), '0');
  writeFileSync(join(directory, 'lock'), '');
  await Promise.all(Array.from({ length: 3 }, () => once(startProcess(count), 'close')));
  expect(readFileSync(join(directory, 'counter'), 'utf8')).toBe('3');
  expect(readdirSync(directory)).toEqual(['counter']);
}, 15_000);

it('a lock stays held while a program of its killed holder runs', async () => {
  const holder = startProcess(`await withLock(lock, async () => {
    const program = "setTimeout(() => require('fs').appendFileSync(process.argv[1], 'program '), 1000)";
    const child = spawn(process.execPath, ['-e', program, directory + '/order'], { stdio: 'ignore' });
    holdAlsoFor(child.pid);
    process.kill(process.pid, 'SIGKILL');
    await sleep(10_000);
  });`);
  await once(holder, 'close');
  await once(
    startProcess(`await withLock(lock, async () => appendFileSync(directory + '/order', 'next'));`),
    'close',
  );
  expect(readFileSync(join(directory, 'order'), 'utf8')).toBe('program next');
});

it('a lock is free again after its work failed', async () => {
  const lock = join(directory, 'lock');
  const failing = withLock(lock, async () => {
    holdAlsoFor(undefined);
    await Promise.reject(new Error('no luck'));
  });
  await expect(failing).rejects.toThrow('no luck');
  expect(await withLock(lock, () => Promise.resolve('again'))).toBe('again');
});
