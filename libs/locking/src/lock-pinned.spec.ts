import { sha256Of } from '@layerkit/artifact/digest';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel, type TinyWheel } from '@layerkit/testing-packages';
import { checkLockIsFresh } from './check-lock-is-fresh.ts';
import type { LockableDefinition } from './layer-requirements.ts';
import { lockLayer } from './lock-layer.ts';
import { findOutdated } from './outdated/find-outdated.ts';

/** Locks of other tools, with the real uv and the test’s own index. */
const scratch = temporaryFolders();
const serve = indexServers();
const target = parseTarget('python3.12/x86_64');

const wheel = (project: string, version: string, ...requires: string[]): TinyWheel => ({
  project,
  version,
  requires,
});
const wheels = [
  wheel('web', '1.4', 'deep>=1', 'forgotten'),
  wheel('web', '1.5'),
  wheel('deep', '1.0'),
  wheel('deep', '1.1'),
];

const pyproject = '[tool.poetry.dependencies]\npython = "^3.9"\nweb = "^1"\n';

const poetryLock = (hash: string): string => `
[[package]]
name = "deep"
version = "1.0"
groups = ["main"]
files = [{file = "deep-1.0-py3-none-any.whl", hash = "sha256:${hash}"}]
[[package]]
name = "web"
version = "1.4"
groups = ["main"]
files = []
[metadata]
lock-version = "2.1"
python-versions = "^3.9"
`;

const project = async (files: Readonly<Record<string, string>>, served: readonly TinyWheel[] = wheels) => {
  const projectRoot = await scratch();
  await writeTree(projectRoot, files);
  const { url } = await serve({ files: await Promise.all(served.map(tinyWheel)) });
  const env = testEnvironment({ UV_DEFAULT_INDEX: url });
  return (definition: LockableDefinition) => ({ projectRoot, env, definition, target });
};

const deepHash = async (): Promise<string> => sha256Of((await tinyWheel(wheel('deep', '1.0'))).bytes);

it.each(['poetry.lock', 'pyproject.toml'])(
  'a layer with %s gets exactly the pins of Poetry, also when upgraded',
  async (requirements) => {
    const request = (
      await project({ 'pyproject.toml': pyproject, 'poetry.lock': poetryLock(await deepHash()) })
    )({
      requirements,
    });
    const { lock } = await lockLayer(request);
    expect(lock.packages.map(({ name, version }) => `${name}==${version}`)).toEqual([
      'deep==1.0',
      'web==1.4',
    ]);
    expect((await lockLayer({ ...request, upgrade: true })).written).toBe(false);
    await checkLockIsFresh(request);
    const outdated = await findOutdated(request);
    expect(outdated.outdated.map(({ name, newest }) => [name, newest?.version])).toEqual([
      ['deep', '1.1'],
      ['web', '1.5'],
    ]);
    await writeTree(request.projectRoot, {
      'poetry.lock': poetryLock(await deepHash()).replace('"1.0"', '"1.1"'),
    });
    expect((await failureOf(checkLockIsFresh(request))).code).toBe('lock/stale');
  },
);

it('the lock has only files that the poetry.lock lists', async () => {
  const request = await project({ 'pyproject.toml': pyproject, 'poetry.lock': poetryLock('0'.repeat(64)) });
  const error = await failureOf(lockLayer(request({ requirements: 'poetry.lock' })));
  expect([error.code, error.problems]).toEqual(['lock/no-wheel', [expect.stringContaining('deep 1.0')]]);
});

it('a project of Poetry without a lock names the command', async () => {
  const request = await project({ 'pyproject.toml': pyproject });
  const error = await failureOf(lockLayer(request({ requirements: 'pyproject.toml' })));
  expect([error.code, error.hint]).toEqual(['requirements/missing', expect.stringContaining('poetry lock')]);
});

it.each([
  ['environment.yml', 'dependencies:\n  - six\n', /an environment of conda/],
  ['setup.py', 'setup()\n', /a project of setuptools/],
])('%s is refused by its name', async (requirements, text, words) => {
  const error = await failureOf(lockLayer((await project({ [requirements]: text }))({ requirements })));
  expect([error.code, error.message]).toEqual(['requirements/invalid', expect.stringMatching(words)]);
});

it('a lock under the name of a requirements file is one problem', async () => {
  const text = `# made by a tool\n${'[[package]]\nname = "six"\n'.repeat(200)}`;
  const error = await failureOf(lockLayer((await project({ 'all.txt': text }))({ requirements: 'all.txt' })));
  expect(error.problems).toEqual(['all.txt: it is TOML, not a requirements file']);
});

const onlyOnWindows = {
  'requirements.in': 'web ; sys_platform == "win32"\n',
  'pyproject.toml': '[project]\nname = "a"\ndependencies = ["web ; sys_platform == \'win32\'"]\n',
  'uv.lock': `version = 1
[[package]]
name = "a"
source = { virtual = "." }
dependencies = [{ name = "web", marker = "sys_platform == 'win32'" }]
[[package]]
name = "web"
version = "1.4"
source = { registry = "https://host/simple" }
`,
  'pylock.toml': `lock-version = "1.0"\n[[packages]]\nname = "web"\nversion = "1.4"\nmarker = "sys_platform == 'win32'"\n`,
};

it.each(Object.entries(onlyOnWindows))(
  '%s whose markers exclude the target is an error for a layer without own code',
  async (requirements, text) => {
    const request = (await project({ [requirements]: text }))({ requirements });
    const error = await failureOf(lockLayer(request));
    expect([error.code, error.message]).toEqual([
      'requirements/invalid',
      `${requirements} requires nothing on python3.12/x86_64: its markers exclude every package`,
    ]);
    const { warnings } = await lockLayer({ ...request, definition: { requirements, sources: 'src' } });
    expect(warnings).toContain(error.message);
  },
);
