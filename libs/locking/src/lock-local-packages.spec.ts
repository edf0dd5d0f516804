import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findInterpreter } from '@layerkit/execution-environment';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel } from '@layerkit/testing-packages';
import { execa } from 'execa';
import { checkLockIsFresh } from './check-lock-is-fresh.ts';
import { lockLayer } from './lock-layer.ts';

/** Projects of a workspace in a uv.lock that the real uv made. The oracle is `uv sync --dry-run`. */
const scratch = temporaryFolders();
const serve = indexServers();

const project = (name: string, dependencies: readonly string[], more = ''): string =>
  `[project]\nname = "${name}"\nversion = "0.1"\nrequires-python = ">=3.12"\n` +
  `dependencies = ${JSON.stringify(dependencies)}\n${more}`;

const sources = ['core', 'windows', 'extra-only', 'unused']
  .map((name) => `${name} = { workspace = true }`)
  .join('\n');
const members = `[tool.uv.workspace]\nmembers = ["packages/*"]\n[tool.uv.sources]\n${sources}\n`;

const files: Readonly<Record<string, string>> = {
  'nx.json': '{}',
  'pyproject.toml': project(
    'app',
    ['web', 'core[fast]', "windows; sys_platform == 'win32'"],
    `[tool.uv]\npackage = true\n${members}`,
  ),
  'packages/core/pyproject.toml': project(
    'core',
    ['deep'],
    `[project.optional-dependencies]\nfast = ["extra-only"]\n`,
  ),
  'packages/extra-only/pyproject.toml': project('extra-only', ['six']),
  'packages/windows/pyproject.toml': project('windows', ['winonly']),
  'packages/unused/pyproject.toml': project('unused', ['winonly']),
};

const target = parseTarget('python3.12/x86_64');

const wheels = ['web', 'deep', 'six', 'winonly', 'core'].map((name) =>
  // the index has a package with the name of a member, and another one requires it
  name === 'web' ? { project: name, requires: ['core'] } : { project: name },
);

const workspace = async () => {
  const projectRoot = await scratch();
  await writeTree(projectRoot, files);
  const { url } = await serve({ files: await Promise.all(wheels.map(tinyWheel)) });
  const env = testEnvironment({ UV_DEFAULT_INDEX: url, UV_PYTHON_DOWNLOADS: 'never' });
  const { path } = await findInterpreter(target.runtime, { env, directory: import.meta.dirname });
  const uv = (...args: readonly string[]) =>
    execa(env['LAYERKIT_UV'] ?? '', args, {
      ...{ cwd: projectRoot, env: { ...env, UV_PYTHON: path }, extendEnv: false },
    });
  await uv('lock');
  return { projectRoot, env, uv };
};

const definition = { requirements: 'uv.lock' };

it('a layer gets the packages of the workspace that uv would install, and what they require', async () => {
  const { projectRoot, env, uv } = await workspace();
  const { lock, path } = await lockLayer({ projectRoot, env, definition, target });
  const { stderr } = await uv('sync', '--frozen', '--dry-run');
  const installed = [...stderr.matchAll(/^ \+ ([a-z-]+)/gm)].map(([, name]) => name);
  const names = [...(lock.locals ?? []), ...lock.packages].map(({ name }) => name);
  expect(names.toSorted()).toEqual(installed.toSorted());
  expect(lock.locals).toEqual([
    { name: 'app', folder: '.' },
    { name: 'core', folder: 'packages/core' },
    { name: 'extra-only', folder: 'packages/extra-only' },
  ]);
  expect(await readFile(path, 'utf8')).toContain('\n# local: core packages/core\n');
  await checkLockIsFresh({ projectRoot, definition, target });
}, 60_000);

it('“project”: false leaves out the project, but not the packages that it requires', async () => {
  const { projectRoot, env } = await workspace();
  const chosen = { requirements: { file: 'uv.lock', project: false } };
  const { lock } = await lockLayer({ projectRoot, env, definition: chosen, target });
  expect(lock.locals?.map(({ name }) => name)).toEqual(['core', 'extra-only']);
});

it('a package that another one requires newly makes the lock stale, its code does not', async () => {
  const { projectRoot, env, uv } = await workspace();
  await lockLayer({ projectRoot, env, definition, target });
  const core = join(projectRoot, 'packages/core/pyproject.toml');
  await writeFile(join(projectRoot, 'packages/core/core.py'), 'changed = True\n');
  await writeFile(core, (await readFile(core, 'utf8')).replace('0.1', '0.2'));
  await uv('lock');
  await checkLockIsFresh({ projectRoot, definition, target });
  await writeFile(
    core,
    project(
      'core',
      ['deep', 'unused'],
      '[project.optional-dependencies]\nfast = []\n[tool.uv.sources]\nunused = { workspace = true }\n',
    ),
  );
  await uv('lock');
  expect((await failureOf(checkLockIsFresh({ projectRoot, definition, target }))).code).toBe('lock/stale');
});

it.each([
  [
    'is missing',
    'core is missing: there is no folder packages/core',
    async (core: string) => rm(core, { recursive: true }),
  ],
  [
    'is a link out of the workspace',
    'core is a link to a path outside the workspace: packages/core',
    async (core: string) => {
      await rm(core, { recursive: true });
      await symlink(await scratch(), core);
    },
  ],
  [
    'has no pyproject.toml',
    'core has no pyproject.toml with a [project] or [build-system] table: packages/core',
    async (core: string) => rm(join(core, 'pyproject.toml')),
  ],
])('a package of the workspace that %s is an error that says so', async (_, problem, damage) => {
  const { projectRoot, env } = await workspace();
  await damage(join(projectRoot, 'packages/core'));
  const failure = await failureOf(lockLayer({ projectRoot, env, definition, target }));
  expect(failure.code).toBe('requirements/invalid');
  expect(failure.problems).toEqual([`uv.lock: ${problem}`]);
});

it('a package outside the workspace is an error that says so', async () => {
  const { projectRoot, env } = await workspace();
  const inner = join(projectRoot, 'inner');
  await writeTree(inner, { 'nx.json': '{}', 'layer.json': '{}' });
  const outside = { requirements: { file: '../uv.lock' } };
  const failure = await failureOf(lockLayer({ projectRoot: inner, env, definition: outside, target }));
  expect(failure.problems).toContain('../uv.lock: core is outside the workspace: ../packages/core');
});
