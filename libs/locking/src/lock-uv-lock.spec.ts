import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { parseTarget, type Runtime } from '@layerkit/platform-resolution';
import { uvPlatform } from '@layerkit/platform-resolution/tags';
import { execa } from 'execa';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel, type TinyWheel } from '@layerkit/testing-packages';
import { checkLockIsFresh } from './check-lock-is-fresh.ts';
import type { LockableDefinition } from './layer-requirements.ts';
import { lockLayer } from './lock-layer.ts';

/** The uv.lock of a workspace, made by the real uv from the test’s own index. The oracle is `uv export`. */
const scratch = temporaryFolders();
const serve = indexServers();

const wheel = (project: string, version: string, ...requires: string[]): TinyWheel => ({
  project,
  version,
  requires,
  extras: ['more'],
});

const old = [
  wheel('web', '1.0', 'core>=1', 'fast; extra == "more"', 'winonly; sys_platform == "win32"'),
  wheel('core', '1.5', 'deep'),
  wheel('deep', '1.0'),
  wheel('fast', '0.9rc1'),
  wheel('winonly', '1.0', 'windeep'),
  wheel('windeep', '1.0'),
  wheel('tool', '3.0'),
  wheel('forked', '1.0'),
  wheel('forked', '2.0', 'deep'),
  wheel('shared', '1.0', 'core[more]'),
];
const newer = [
  ...old,
  wheel('core', '1.9'),
  wheel('deep', '1.1'),
  wheel('web', '1.2', 'core'),
  wheel('tool', '4.0'),
];

const root = `
[project]
name = "app"
version = "0"
requires-python = ">=3.11"
dependencies = ["web>=1", "member; sys_platform == 'linux'", "forked<2; python_version < '3.12'", "forked>=2; python_version >= '3.12'"]
[project.optional-dependencies]
big = ["web[more]", "fast==0.9rc1"]
[dependency-groups]
dev = ["tool"]
[tool.uv.workspace]
members = ["member"]
[tool.uv.sources]
member = { workspace = true }
`;
const member = `
[project]
name = "member"
version = "0"
requires-python = ">=3.11"
dependencies = ["shared; platform_machine == 'x86_64'"]
`;

const uvRun = (cwd: string, env: NodeJS.ProcessEnv, ...args: string[]) =>
  execa(env['LAYERKIT_UV'] ?? '', args, {
    cwd,
    env: { ...env, UV_PYTHON_DOWNLOADS: 'never' },
    extendEnv: false,
  });

const workspace = async (files: Readonly<Record<string, string>> = {}) => {
  const projectRoot = await scratch();
  await writeTree(projectRoot, { 'pyproject.toml': root, 'member/pyproject.toml': member, ...files });
  const { url } = await serve({ files: await Promise.all(old.map(tinyWheel)) });
  const env = testEnvironment({ UV_DEFAULT_INDEX: url });
  await uvRun(projectRoot, env, 'lock');
  const later = await serve({ files: await Promise.all(newer.map(tinyWheel)) });
  return { projectRoot, env: testEnvironment({ UV_DEFAULT_INDEX: later.url }), later };
};

const locked = async (
  request: { projectRoot: string; env: NodeJS.ProcessEnv },
  requirements: NonNullable<LockableDefinition['requirements']>,
  runtime: Runtime = 'python3.12',
) => {
  const target = parseTarget(`${runtime}/x86_64`);
  const { lock, warnings } = await lockLayer({ ...request, definition: { requirements }, target });
  return { pins: lock.packages.map(({ name, version }) => `${name}==${version}`), lock, warnings };
};

/** The pins that uv itself would install from its lock on the target. */
const exported = async (
  { projectRoot, env }: Awaited<ReturnType<typeof workspace>>,
  runtime: Runtime,
  args: readonly string[],
) => {
  const none = ['--frozen', '--no-emit-workspace', '--no-default-groups', '--no-hashes', '--no-header'];
  const { stdout } = await uvRun(projectRoot, env, 'export', ...none, ...args);
  await writeFile(join(projectRoot, 'exported.txt'), stdout);
  const target = ['--python-platform', uvPlatform(parseTarget(`${runtime}/x86_64`))];
  const version = ['--python-version', runtime.slice('python'.length)];
  const { stdout: pins } = await uvRun(
    projectRoot,
    env,
    ...[
      'pip',
      'compile',
      'exported.txt',
      '--no-deps',
      '--no-header',
      '--no-annotate',
      '--prerelease',
      'allow',
    ],
    ...[...target, ...version],
  );
  return pins.trim().split('\n');
};

it.each([
  ['python3.11', { file: 'uv.lock' }, []],
  ['python3.12', 'uv.lock', []],
  ['python3.12', { file: 'uv.lock', extras: ['big'], groups: ['dev'] }, ['--extra', 'big', '--group', 'dev']],
  ['python3.13', { file: 'uv.lock', package: 'member' }, ['--package', 'member']],
] as const)('%s, %j: the pins are those that uv exports', async (runtime, requirements, args) => {
  const request = await workspace();
  const source = typeof requirements === 'string' ? requirements : JSON.parse(JSON.stringify(requirements));
  const { pins } = await locked(request, source, runtime);
  expect(pins).toEqual(await exported(request, runtime, args));
  expect(pins.length).toBeGreaterThan(1);
});

it('an upgrade keeps the pins of the uv.lock and its local packages', async () => {
  const request = await workspace();
  const first = await locked(request, 'uv.lock');
  const target = parseTarget('python3.12/x86_64');
  const upgraded = await lockLayer({
    ...request,
    definition: { requirements: 'uv.lock' },
    target,
    upgrade: true,
  });
  expect(upgraded.written).toBe(false);
  expect(first.warnings).toEqual([]);
  expect(upgraded.lock.locals).toEqual([{ name: 'member', folder: 'member' }]);
});

it('a layer in a member’s folder gets the requirements of the member, with the lock of the workspace', async () => {
  const request = await workspace();
  const projectRoot = join(request.projectRoot, 'member');
  const { pins } = await locked({ ...request, projectRoot }, { file: '../uv.lock' });
  expect(pins).toEqual(['core==1.5', 'deep==1.0', 'shared==1.0']);
});

it('the lock is stale only if the pins that it was made from change', async () => {
  const request = await workspace();
  await locked(request, 'uv.lock');
  const check = {
    ...request,
    definition: { requirements: 'uv.lock' },
    target: parseTarget('python3.12/x86_64'),
  };
  const path = join(request.projectRoot, 'uv.lock');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/name = "tool"\nversion = "3.0"/, 'name = "tool"\nversion = "3.1"'));
  await checkLockIsFresh(check);
  await writeFile(path, text.replace(/name = "deep"\nversion = "1.0"/, 'name = "deep"\nversion = "1.1"'));
  expect((await failureOf(checkLockIsFresh(check))).code).toBe('lock/stale');
});

it('the lock has only files that the uv.lock lists', async () => {
  const request = await workspace();
  const other = { ...wheel('deep', '1.0'), tag: '1-py3-none-any' };
  const files = await Promise.all([...old.filter(({ project }) => project !== 'deep'), other].map(tinyWheel));
  const { url } = await serve({ files });
  const error = await failureOf(
    locked({ ...request, env: testEnvironment({ UV_DEFAULT_INDEX: url }) }, 'uv.lock'),
  );
  expect(error.code).toBe('lock/no-wheel');
  expect(error.problems).toEqual([expect.stringContaining('deep 1.0')]);
  const both = await serve({ files: await Promise.all([...old, other].map(tinyWheel)) });
  const { lock } = await locked(
    { ...request, env: testEnvironment({ UV_DEFAULT_INDEX: both.url }) },
    'uv.lock',
  );
  const listed = await tinyWheel(wheel('deep', '1.0'));
  expect(lock.packages.find(({ name }) => name === 'deep')?.sha256).toBe(sha256Of(listed.bytes));
});

it.each([
  ['python3.10', { file: 'uv.lock' }, /requires Python >=3\.11/],
  ['python3.12', { file: 'uv.lock', extras: ['no'] }, /no extra “no” of app; it has big/],
  ['python3.12', { file: 'uv.lock', groups: ['no'] }, /no dependency group “no” of app; it has dev/],
  ['python3.12', { file: 'uv.lock', package: 'web' }, /unknown project “web”; it has app, member/],
] as const)('%s, %j is refused', async (runtime, requirements, words) => {
  const error = await failureOf(locked(await workspace(), JSON.parse(JSON.stringify(requirements)), runtime));
  expect(error.code).toBe('requirements/invalid');
  expect([error.message, ...error.problems].join('\n')).toMatch(words);
});

it('a package that is not from an index is refused', async () => {
  const request = await workspace();
  const path = join(request.projectRoot, 'uv.lock');
  const text = await readFile(path, 'utf8');
  const git = 'source = { git = "https://me:secret@h/deep" }';
  await writeFile(path, text.replace(/(name = "deep"\nversion = "1.0"\n)source = \{[^}]*\}/, `$1${git}`));
  const error = await failureOf(locked(request, 'uv.lock'));
  expect(error.problems).toContain('uv.lock: deep comes from a source other than a package index (git)');
  expect(error.problems.join('\n')).not.toContain('secret');
});
