import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Of } from '@layerkit/artifact';
import {
  ensureWheels,
  formatLock,
  lockLayer,
  openStore,
  planLayer,
  spliceLayer,
  type Wheel,
} from '@layerkit/packaging';
import { parseTarget } from '@layerkit/platform-resolution';
import { execa } from 'execa';
import { findUv } from '../../../libs/packaging/src/uv/find-uv.ts';
import { pipInstall } from './python/pip-install.ts';
import { folderTree, withoutPipsOwn, zipTree } from './python/tree.ts';
import { workspaceRoot } from './workspace/copy-workspace.ts';
import { temporaryFolders } from './workspace/temporary-folders.ts';

const target = parseTarget('python3.12/x86_64');
const temporaryFolder = temporaryFolders();

const script = (name: string): string => fileURLToPath(new URL(`./python/${name}`, import.meta.url));

/** Thirty real wheels that are each awkward in a way of their own, and what they require, in exact versions. */
const requirements = await readFile(script('awkward-wheels.txt'), 'utf8');

const lockAll = async () => {
  const projectRoot = await temporaryFolder();
  await writeFile(join(projectRoot, 'requirements.in'), requirements);
  const env = { ...process.env, LAYERKIT_UV: await findUv(workspaceRoot, process.env) };
  const definition = { requirements: 'requirements.in' };
  const { lock } = await lockLayer({ projectRoot, definition, target, env });
  return lock;
};

/** What no wheel at hand has: names beyond ASCII, and data descriptors. */
const makeAwkward = async (): Promise<Wheel> => {
  const { stdout: path } = await execa('python3', [script('make_awkward_wheel.py'), await temporaryFolder()]);
  const sha256 = sha256Of(await readFile(path));
  return { name: 'awkward', version: '1.0', sha256, fileName: basename(path), path };
};

it('makes of awkward wheels what pip makes of them, path by path and byte by byte', async () => {
  const lock = await lockAll();
  const made = await makeAwkward();
  const found = await ensureWheels({ packages: lock.packages, store: openStore() });
  const wheels = [...found.wheels, made];
  expect(wheels.length).toBe(requirements.trim().split('\n').length + 1);

  const { stdout } = await execa('python3', [script('wheel_features.py'), ...wheels.map(({ path }) => path)]);
  expect(JSON.parse(stdout)).toEqual([
    ...['.data/data', '.data/headers', '.data/purelib', '.data/scripts', 'abi3', 'data descriptor'],
    ...['directory entry', 'non-ASCII name', 'unusual mode', 'zip64 extra field'],
  ]);

  const scratch = await temporaryFolder();
  const plan = await planLayer({ wheels, prune: [] });
  await spliceLayer(plan, join(scratch, 'layer.zip'));
  const lockFile = join(scratch, 'lock.txt');
  await writeFile(lockFile, formatLock({ ...lock, packages: [...lock.packages, made] }));
  const pip = await folderTree(await pipInstall({ target, lock: lockFile, wheels, scratch }));
  const dropped = new Set(plan.notInstalled.map(({ path }) => path));
  expect(withoutPipsOwn(await zipTree(join(scratch, 'layer.zip'), 'python/'))).toEqual(
    withoutPipsOwn(pip, dropped),
  );
}, 240_000);
