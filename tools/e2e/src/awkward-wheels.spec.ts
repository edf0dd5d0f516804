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

/** Real wheels that are each awkward in a way of their own; exact versions, since a wheel never changes. */
const requirements = [
  ...['azure-core==1.41.0', 'backports.tarfile==1.2.0', 'bcrypt==5.0.0', 'certifi==2026.10.18'],
  ...['cryptography==50.0.2', 'docutils==0.23', 'fonttools==4.68.0', 'google-api-core==2.44.0'],
  ...[
    'google-cloud-core==2.8.0',
    'googleapis-common-protos==1.76.0',
    'greenlet==3.5.6',
    'jaraco.text==4.3.0',
  ],
  ...['jupyterlab-widgets==3.0.17', 'kubernetes==37.0.2', 'lxml==6.1.3', 'mistune==3.4.0', 'ninja==1.13.2'],
  ...['opentelemetry-api==1.45.2', 'opentelemetry-sdk==1.45.2', 'orjson==3.13.0', 'pillow==13.0.0'],
  ...['protobuf==7.36.2', 'psycopg2-binary==2.9.13', 'pybind11==3.1.0', 'pyyaml==6.0.3', 'regex==2026.11.15'],
  ...['rich==15.0.0', 'ruamel.yaml==0.19.1', 'setuptools==84.2.1', 'sphinxcontrib-jquery==4.1'],
  ...['tzdata==2026.6', 'zope.interface==8.7'],
];

const script = (name: string): string => fileURLToPath(new URL(`./python/${name}`, import.meta.url));

const lockAll = async () => {
  const projectRoot = await temporaryFolder();
  await writeFile(join(projectRoot, 'requirements.in'), requirements.join('\n'));
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
  expect(wheels.length).toBeGreaterThan(requirements.length);

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
