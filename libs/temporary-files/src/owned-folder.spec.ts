import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '@layerkit/testing-files';
import { makeOwnedFolder } from './owned-folder.ts';
import { removeFolder } from './remove-folder.ts';

const root = temporaryDirectory();

/** Creates a folder whose name has what a shell would read as several words, or expand. */
const parentOf = (name: string) => {
  const parent = join(root, `${name} $HOME *`);
  mkdirSync(join(parent, 'bystander'), { recursive: true });
  return parent;
};

const start = (program: string, ...args: readonly string[]) => {
  const path = fileURLToPath(new URL(`../test/programs/${program}.ts`, import.meta.url));
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
};

const left = (parent: string) => readdirSync(parent).filter((name) => name !== 'bystander');

/** Waits for what another process does. Jest’s time limit ends it. */
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await sleep(20);
};

it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  '%s ends a process that computes at once, and its temporary files with it',
  async (signal) => {
    const parent = parentOf(signal);
    const running = start('busy', parent);
    await once(running.stdout, 'data');
    const kept = left(parent);
    const child = start('busy', parent);
    await once(child.stdout, 'data');
    expect(left(parent)).toHaveLength(4);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    await until(() => left(parent).length === 2);
    expect(left(parent)).toEqual(kept);
    running.kill('SIGKILL');
    await until(() => left(parent).length === 0);
    expect(existsSync(join(parent, 'bystander'))).toBe(true);
  },
  60_000,
);

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s releases the lock that a process holds',
  async (signal) => {
    const parent = parentOf(`lock-${signal}`);
    const child = start('busy', parent, 'lock');
    await once(child.stdout, 'data');
    expect(existsSync(`${parent}.lock`)).toBe(true);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(existsSync(`${parent}.lock`)).toBe(false);
  },
  60_000,
);

it('a temporary folder does not keep a process from ending, and no other process is left', async () => {
  const child = start('short', root);
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  const cleaners = readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(` ${child.pid ?? ''} `);
    } catch {
      return false;
    }
  });
  expect(await exited).toEqual([0, null]);
  await until(() => cleaners.every((pid) => !existsSync(`/proc/${pid}`)));
}, 60_000);

// The rest fabricates names as a process that was killed together with its cleaner leaves them.
const parent = parentOf('sweep');
const make = () => makeOwnedFolder('environment', parent);

it('a PID that another process has now does not keep a folder', async () => {
  const name = basename(await make());
  // One second earlier, as after the numbers have been used up.
  const earlier = name.replace(
    /-(\d+)-([^-]+)$/,
    (_, started: string, end: string) => `-${Number(started) - 100}-${end}`,
  );
  mkdirSync(join(parent, earlier));
  await make();
  expect(left(parent)).toContain(name);
  expect(left(parent)).not.toContain(earlier);
});

it('folders of another boot or PID namespace, and those with other names, are kept', async () => {
  const others = ['layerkit-environment-0123456789abcdef-1-1-x', 'layerkit-environment-Ab12Cd'];
  for (const other of others) mkdirSync(join(parent, other));
  await make();
  expect(left(parent)).toEqual(expect.arrayContaining(others));
});

it('concurrent processes delete the same folders without an error', async () => {
  const name = basename(await make());
  const gone = Array.from({ length: 20 }, (_, at) => name.replace(/-\d+-([^-]+)$/, `-1-${at}`));
  for (const one of gone) mkdirSync(join(parent, one, 'a/b/c'), { recursive: true });
  const made = await Promise.all(Array.from({ length: 8 }, () => make()));
  expect(left(parent)).toEqual(expect.arrayContaining(made.map((path) => basename(path))));
  expect(left(parent).filter((one) => gone.includes(one))).toEqual([]);
});

it('a folder with unreadable folders in it is deleted', async () => {
  const folder = await make();
  mkdirSync(join(folder, 'closed'), { mode: 0o700 });
  mkdirSync(join(folder, 'closed/inside'), { mode: 0o000 });
  await removeFolder(folder);
  expect(left(parent)).not.toContain(basename(folder));
});
