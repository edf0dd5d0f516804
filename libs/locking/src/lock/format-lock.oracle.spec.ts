import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { uvPlatform } from '@layerkit/platform-resolution/tags';
import { execa } from 'execa';
import { testEnvironment } from '@layerkit/testing-packages';
import { layerProjects } from '../../test/layer-project.ts';
import { lockLayer, type LockResult } from '../lock-layer.ts';
import { findUv } from '../uv/find-uv.ts';

/** The oracles: the real pip and the real uv, which install from a lock. */
const env = testEnvironment();
const project = layerProjects(env);
const target = parseTarget('python3.12/x86_64');

const lockedProject = async (): Promise<LockResult & { readonly projectRoot: string }> => {
  const request = await project('six\nmarkupsafe>=3\n');
  return { ...(await lockLayer(request)), projectRoot: request.projectRoot };
};

const pip = (path: string, into: string) =>
  execa(
    process.platform === 'win32' ? 'python' : 'python3',
    [
      ...['-m', 'pip', 'install', '--dry-run', '--quiet', '--report', '-', '--target', into],
      ...['--no-deps', '--require-hashes', '--only-binary', ':all:'],
      ...['--implementation', 'cp', '--python-version', '3.12', '--abi', 'cp312'],
      ...['2_34', '2_28', '2_17'].flatMap((glibc) => ['--platform', `manylinux_${glibc}_x86_64`]),
      ...['-r', path],
    ],
    { env, extendEnv: false, reject: false },
  );

interface PipReport {
  readonly install: readonly {
    readonly metadata: { readonly name: string; readonly version: string };
    readonly download_info: { readonly archive_info: { readonly hashes: Record<string, string> } };
  }[];
}

it('pip installs exactly the wheels that a lock names', async () => {
  const { path, lock, projectRoot } = await lockedProject();
  const { stdout, exitCode } = await pip(path, join(projectRoot, 'tree'));
  expect(exitCode).toBe(0);
  const { install } = JSON.parse(stdout) as PipReport;
  const taken = install.map(({ metadata, download_info }) => ({
    name: metadata.name.toLowerCase(),
    version: metadata.version,
    sha256: download_info.archive_info.hashes['sha256'],
  }));
  expect(taken.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(lock.packages);

  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/(six==.*sha256:).{8}/, '$100000000'));
  expect((await pip(path, join(projectRoot, 'tree'))).exitCode).not.toBe(0);
});

it('uv installs exactly the versions that a lock names', async () => {
  const { path, lock, projectRoot } = await lockedProject();
  const { stderr, exitCode } = await execa(
    await findUv(projectRoot, env),
    [
      ...['pip', 'install', '--dry-run', '--require-hashes', '--target', join(projectRoot, 'tree')],
      ...['--python-platform', uvPlatform(target), '--python-version', '3.12', '--only-binary', ':all:'],
      ...['--color', 'never', '-r', path],
    ],
    { env: { ...env, UV_PYTHON_DOWNLOADS: 'never' }, extendEnv: false, reject: false },
  );
  expect(exitCode).toBe(0);
  for (const { name, version } of lock.packages) expect(stderr).toContain(`${name}==${version}`);
});
