import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '@layerkit/testing-files';
import { findTestRuntime } from '../../test/contract/describe-isolations.ts';
import { makeOwnedFolder, removeFolder } from './owned-folder.ts';

const { runtime, interpreter } = await findTestRuntime();
const target = { runtime, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' } as const;
const programs = fileURLToPath(new URL('../../test/programs/', import.meta.url));
const options = { target, interpreter, layers: [] } as const;

const directory = temporaryDirectory();
const env = { ...process.env, NODE_OPTIONS: '', TMPDIR: directory };
const make = () => makeOwnedFolder('environment', directory);

const owned = () => readdirSync(directory).filter((name) => name.startsWith('layerkit-environment-'));

const start = (program: string) => {
  const args = ['--import', import.meta.resolve('tsx'), join(programs, program), JSON.stringify(options)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
};

/** Starts a process that opens an environment, and waits until it is open. */
const opener = async () => {
  const known = owned();
  const child = start('open-and-sleep.ts');
  for (;;) {
    const [name] = owned().filter((one) => !known.includes(one));
    if (name !== undefined && readdirSync(join(directory, name)).includes('tmp')) return { child, name };
    if (child.exitCode !== null) throw new Error('the process ended before it opened an environment');
    await sleep(20);
  }
};

it('the next environment deletes the folder of a killed process, and keeps that of a running one', async () => {
  const killed = await opener();
  const running = await opener();
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  expect(owned().sort()).toEqual([killed.name, running.name].sort());
  await once(start('open-and-report.ts'), 'exit');
  const left = owned();
  running.child.kill('SIGKILL');
  await once(running.child, 'exit');
  expect(left).toEqual([running.name]);
}, 60_000);

it('a PID that another process has now does not keep a folder', async () => {
  const name = basename(await make());
  // One second earlier, as after the numbers have been used up.
  const earlier = name.replace(
    /-(\d+)-([^-]+)$/,
    (_, start: string, end: string) => `-${Number(start) - 100}-${end}`,
  );
  mkdirSync(join(directory, earlier));
  await make();
  expect(owned()).toContain(name);
  expect(owned()).not.toContain(earlier);
});

it('folders of another boot or PID namespace, and those with other names, are kept', async () => {
  const others = ['layerkit-environment-0123456789abcdef-1-1-x', 'layerkit-environment-Ab12Cd'];
  for (const other of others) mkdirSync(join(directory, other));
  await make();
  expect(owned()).toEqual(expect.arrayContaining(others));
});

it('concurrent processes delete the same folders without an error', async () => {
  const name = basename(await make());
  const gone = Array.from({ length: 20 }, (_, at) => name.replace(/-\d+-([^-]+)$/, `-1-${at}`));
  for (const one of gone) mkdirSync(join(directory, one, 'a/b/c'), { recursive: true });
  const made = await Promise.all(Array.from({ length: 8 }, () => make()));
  expect(owned()).toEqual(expect.arrayContaining(made.map((path) => basename(path))));
  expect(owned().filter((one) => gone.includes(one))).toEqual([]);
});

it('a folder with unreadable folders in it is deleted', async () => {
  const folder = await make();
  mkdirSync(join(folder, 'closed'), { mode: 0o700 });
  mkdirSync(join(folder, 'closed/inside'), { mode: 0o000 });
  await removeFolder(folder);
  expect(owned()).not.toContain(basename(folder));
});
