import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
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
    'core is missing: packages/core does not exist',
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

describe('the packages of a requirements file or a pyproject.toml', () => {
  const tree: Readonly<Record<string, string>> = {
    'nx.json': '{}',
    'layer/requirements.in': '-e ../core[fast]\nweb\n',
    'core/pyproject.toml': project(
      'core',
      ['deep', 'mutual'],
      `[project.optional-dependencies]\nfast = ["six"]\nslow = ["winonly"]\n[tool.uv.sources]\nmutual = { path = "../mutual" }\n`,
    ),
    // they require each other
    'mutual/pyproject.toml': project(
      'mutual',
      ['core', "winonly; sys_platform == 'win32'"],
      `[tool.uv.sources]\ncore = { path = "../core" }\n`,
    ),
    'poets/pyproject.toml':
      '[tool.poetry]\nname = "poets"\nversion = "1.0"\n[tool.poetry.dependencies]\npython = "^3.12"\nsix = "^1.0"\n[build-system]\nrequires = ["poetry-core"]\n',
    'secret/pyproject.toml': project('secret', []).replace('dependencies = []', 'dynamic = ["dependencies"]'),
  };

  const lockOf = async (more: Readonly<Record<string, string>>, requirements = 'requirements.in') => {
    const root = await scratch();
    await writeTree(root, { ...tree, ...more });
    const { url } = await serve({ files: await Promise.all(wheels.map(tinyWheel)) });
    const projectRoot = join(root, 'layer');
    const request = { projectRoot, definition: { requirements }, target };
    const { lock, path } = await lockLayer({ ...request, env: testEnvironment({ UV_DEFAULT_INDEX: url }) });
    await checkLockIsFresh(request);
    const pins = lock.packages.map(({ name }) => name);
    return {
      root,
      request,
      path,
      pins,
      locals: (lock.locals ?? []).map(({ name, folder }) => `${name} ${folder}`),
    };
  };
  const failureWith = async (line: string) => failureOf(lockOf({ 'layer/requirements.in': `${line}\n` }));

  it('an editable requirement brings its extras, and the packages that it requires in turn', async () => {
    expect(await lockOf({})).toMatchObject({
      locals: ['core ../core', 'mutual ../mutual'],
      pins: ['deep', 'six', 'web'],
    });
  });

  it.each([
    ['../core', ['deep']],
    ['core @ file:../core', ['deep']],
    ["-e ../core ; sys_platform == 'win32'\nsix", ['six']],
    ['-e ../poets', ['six']],
  ])('“%s” locks what the package requires on the target', async (line, pins) => {
    expect((await lockOf({ 'layer/requirements.in': `${line}\n` })).pins).toEqual(pins);
  });

  it('tool.uv.sources of a pyproject.toml takes packages by path, and from the uv workspace', async () => {
    const layer = project(
      'layer',
      ['core', 'extra-only', 'unused'],
      `[tool.uv.sources]\ncore = { path = "../core" }\n`,
    );
    const root = project(
      'root',
      [],
      `[tool.uv.workspace]\nmembers = ["layer", "packages/*"]\n[tool.uv.sources]\nextra-only = { workspace = true }\nunused = { path = "packages/un" }\n`,
    );
    const found = await lockOf(
      {
        'layer/pyproject.toml': layer,
        'pyproject.toml': root,
        'packages/other-name/pyproject.toml': project('extra-only', ['six']),
        'packages/un/pyproject.toml': project('unused', []),
      },
      'pyproject.toml',
    );
    expect(found).toMatchObject({
      locals: [
        'core ../core',
        'extra-only ../packages/other-name',
        'mutual ../mutual',
        'unused ../packages/un',
      ],
      pins: ['deep', 'six'],
    });
  });

  it('a changed requirement of a package makes the lock stale, its version and its code do not', async () => {
    const { root, request } = await lockOf({});
    const core = join(root, 'core/pyproject.toml');
    const text = await readFile(core, 'utf8');
    await writeFile(core, text.replace('"0.1"', '"0.2"').replace('"winonly"', '"web"'));
    await writeFile(join(root, 'core/core.py'), 'changed = True\n');
    await checkLockIsFresh(request);
    await writeFile(core, text.replace('"six"', '"six>=1"'));
    expect((await failureOf(checkLockIsFresh(request))).code).toBe('lock/stale');
  });

  it('a wheel with a path is locked with its digest, on every machine in the same way', async () => {
    const wheel = await tinyWheel({ project: 'own', requires: ['six'] });
    const found = await lockOf({ 'layer/requirements.in': `./${wheel.fileName}\n` }).catch(
      (error: unknown) => error,
    );
    expect(found).toMatchObject({
      problems: [`requirements.in:1: own is missing: ./${wheel.fileName} does not exist`],
    });
    const texts: string[] = [];
    for (let machine = 1; machine <= 2; machine += 1) {
      const root = await scratch();
      await writeTree(root, {
        ...tree,
        'layer/pyproject.toml': project(
          'layer',
          ['own'],
          `[tool.uv.sources]\nown = { path = "${wheel.fileName}" }\n`,
        ),
      });
      await writeFile(join(root, 'layer', wheel.fileName), wheel.bytes);
      const { url } = await serve({ files: await Promise.all(wheels.map(tinyWheel)) });
      const { lock, path } = await lockLayer({
        ...{ projectRoot: join(root, 'layer'), definition: { requirements: 'pyproject.toml' }, target },
        env: testEnvironment({ UV_DEFAULT_INDEX: url }),
      });
      expect(lock.packages.map(({ name, sha256 }) => [name, sha256])).toEqual([
        ['own', sha256Of(wheel.bytes)],
        ['six', expect.any(String)],
      ]);
      texts.push(await readFile(path, 'utf8'));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it.each([
    ['../gone', 'requirements.in:1: ../gone is missing: ../gone does not exist'],
    ['../../elsewhere', 'requirements.in:1: ../../elsewhere is outside the workspace: ../../elsewhere'],
    ['core2 @ file:../core', 'requirements.in:1: the project in ../core is called core, not core2'],
    [
      '../secret',
      '../secret/pyproject.toml: only the build backend knows the requirements of the project: write them to project.dependencies',
    ],
    ['../core[none]', 'requirements.in:1: ../core/pyproject.toml has no extra “none”; it has fast, slow'],
  ])('“%s” is an error that says what is wrong', async (line, problem) => {
    const failure = await failureWith(line);
    expect(failure.code).toBe('requirements/invalid');
    expect(failure.problems).toEqual([problem]);
  });

  it('two packages of one name are an error that names both', async () => {
    const failure = await failureOf(
      lockOf({
        'layer/requirements.in': '../core\n../copy\n',
        'copy/pyproject.toml': project('core', []),
      }),
    );
    expect(failure.problems).toEqual(['several packages are called core: ../copy, ../core']);
  });
});
