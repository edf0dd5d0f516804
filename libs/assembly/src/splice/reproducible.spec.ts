import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { makeWheel } from '@layerkit/testing-packages';
import { temporaryFolders } from '@layerkit/testing-files';
import type { Wheel } from '@layerkit/wheels';

const scratch = temporaryFolders();
const run = promisify(execFile);
const script = join(import.meta.dirname, '..', '..', 'test', 'splice-process.ts');

const makeWheels = async (folder: string): Promise<readonly Wheel[]> => [
  await makeWheel(folder, {
    name: 'alpha',
    files: {
      'alpha/__init__.py': 'x = 1\n',
      'alpha/I.py': '',
      'alpha/ä.txt': 'sorted by locale this would come after a',
      'alpha/tests/test_a.py': 'import alpha',
      'alpha/z.py': 'z = 1\n'.repeat(9999),
    },
    entries: [{ name: 'alpha/run', mode: 0o100755, content: '#!/bin/sh\n' }],
  }),
  await makeWheel(folder, { name: 'beta', files: { 'beta.py': '', 'B.txt': 'b', 'a.txt': 'a' } }),
];

/** Copies the wheels to another folder, with another order and other times. */
const moveWheels = async (wheels: readonly Wheel[], folder: string): Promise<readonly Wheel[]> => {
  const moved = wheels.map((wheel) => ({ ...wheel, path: join(folder, basename(wheel.path)) }));
  for (const [index, wheel] of wheels.entries()) await copyFile(wheel.path, moved[index]?.path ?? '');
  for (const { path } of moved) await utimes(path, 1_000_000_000, 1_000_000_000);
  return moved.reverse();
};

const hosts = [
  { env: { TZ: 'UTC', LC_ALL: 'C' }, umask: '022' },
  { env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' }, umask: '077' },
  { env: { TZ: 'America/St_Johns', LC_ALL: 'sv_SE.UTF-8' }, umask: '000' },
];

it('the same wheels give the same bytes for any time zone, locale, umask, order and file times', async () => {
  const folder = await scratch();
  const wheels = await makeWheels(folder);
  const zips = [];
  for (const [index, { env, umask }] of hosts.entries()) {
    const own = join(folder, `host-${index}`);
    await mkdir(own);
    const list = join(own, 'wheels.json');
    await writeFile(list, JSON.stringify(index === 0 ? wheels : await moveWheels(wheels, own)));
    const output = join(own, 'layer.zip');
    await run(process.execPath, ['--import', 'tsx', script, list, output, umask], {
      env: { ...process.env, ...env },
    });
    zips.push(await readFile(output));
  }
  const [first, ...others] = zips;
  expect(first?.length).toBeGreaterThan(500);
  for (const other of others) expect(other.equals(first ?? Buffer.alloc(0))).toBe(true);
}, 60_000);
