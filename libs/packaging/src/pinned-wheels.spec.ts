import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { lockLayer } from '@layerkit/locking';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, testEnvironment, tinyWheel, type ServedFile } from '@layerkit/testing-packages';
import { execa } from 'execa';
import { buildLayer } from './build-layer.ts';

/** Wheels that the lock of another tool, or a requirements file, names by a path: one for each architecture. */
const scratch = temporaryFolders();
const serve = indexServers();

interface Wheels {
  readonly intel: ServedFile;
  readonly arm: ServedFile;
  readonly dep: ServedFile;
}

const hashOf = ({ bytes }: ServedFile): string => `sha256:${sha256Of(bytes)}`;
const pathOf = ({ fileName }: ServedFile): string => `../../wheels/${fileName}`;
const fileIn = (file: ServedFile): string => `{file = "${file.fileName}", hash = "${hashOf(file)}"}`;

const project = ({ intel, arm }: Wheels): string => `
[project]
name = "app"
version = "0"
requires-python = ">=3.11"
dependencies = ["own"]
[tool.uv.sources]
own = [
  { path = "${pathOf(intel)}", marker = "platform_machine == 'x86_64'" },
  { path = "${pathOf(arm)}", marker = "platform_machine != 'x86_64'" },
]
`;

const poetryLock = ({ intel, arm, dep }: Wheels): string => {
  const own = (file: ServedFile, marker: string) =>
    `[[package]]\nname = "own"\nversion = "1.0"\ngroups = ["main"]\nmarkers = '${marker}'\nfiles = [${fileIn(file)}]\n[package.source]\ntype = "file"\nurl = "${pathOf(file)}"\n`;
  return [
    `[[package]]\nname = "dep"\nversion = "2.0"\ngroups = ["main"]\nfiles = [${fileIn(dep)}]\n`,
    own(intel, 'platform_machine == "x86_64"'),
    own(arm, 'platform_machine == "aarch64"'),
    '[metadata]\nlock-version = "2.1"\npython-versions = ">=3.12"\n',
  ].join('');
};

const pipfileLock = ({ intel, arm, dep }: Wheels): string =>
  JSON.stringify({
    _meta: { 'pipfile-spec': 6, sources: [] },
    default: {
      dep: { hashes: [hashOf(dep)], version: '==2.0' },
      own: { hashes: [hashOf(intel)], markers: 'platform_machine == "x86_64"', path: pathOf(intel) },
    },
    arm: { own: { hashes: [hashOf(arm)], markers: 'platform_machine == "aarch64"', path: pathOf(arm) } },
  });

const prepare = async () => {
  const ownWheel = (machine: string) =>
    tinyWheel({ project: 'own', tag: `cp312-cp312-manylinux_2_17_${machine}`, requires: ['dep==2.0'] });
  const [intel, arm, dep, foreign] = await Promise.all([
    ownWheel('x86_64'),
    ownWheel('aarch64'),
    tinyWheel({ project: 'dep', version: '2.0' }),
    // The index has another package of the same name
    tinyWheel({ project: 'own', version: '1.0' }),
  ]);
  const wheels = { intel, arm, dep };
  const { url } = await serve({ files: [dep, foreign] });
  const root = await scratch();
  const projectRoot = join(root, 'layers/deps');
  const ofWheels = Object.fromEntries(
    [intel, arm].map(({ fileName, bytes }) => [`wheels/${fileName}`, bytes]),
  );
  await writeTree(root, {
    'nx.json': '{}',
    ...ofWheels,
    'layers/deps/pyproject.toml': project(wheels),
    'layers/deps/requirements.in': `${pathOf(intel)} ; platform_machine == "x86_64"\n${pathOf(arm)} ; platform_machine == "aarch64"\n`,
    'layers/deps/poetry.lock': poetryLock(wheels),
    'layers/deps/Pipfile.lock': pipfileLock(wheels),
  });
  const env = testEnvironment({ UV_DEFAULT_INDEX: url, LAYERKIT_STORE: join(root, 'store') });
  const uv = (...args: readonly string[]) =>
    execa(env['LAYERKIT_UV'] ?? 'uv', args, {
      cwd: projectRoot,
      env: { ...env, UV_PYTHON_DOWNLOADS: 'never' },
      extendEnv: false,
    });
  await uv('lock', '--quiet');
  await uv('export', '--quiet', '--format=pylock.toml', '--output-file=pylock.toml');
  return { root, projectRoot, wheels, env };
};

type Prepared = Awaited<ReturnType<typeof prepare>>;

const requestOf = ({ root, projectRoot, env }: Prepared, requirements: object, architecture: string) => ({
  ...{ projectRoot, env, outputRoot: join(root, 'dist') },
  target: parseTarget(`python3.12/${architecture}`),
  definition: layerDefinitionSchema.parse({ layerName: 'x', runtimes: ['python3.12'], requirements }),
});

it.each([
  { file: 'uv.lock' },
  { file: 'poetry.lock' },
  { file: 'Pipfile.lock', groups: ['arm'] },
  { file: 'pylock.toml' },
  { file: 'requirements.in' },
])(
  'a layer gets the wheel that %j names for its architecture, with the listed digest',
  async (requirements) => {
    const prepared = await prepare();
    const { intel, arm, dep } = prepared.wheels;
    for (const [architecture, own] of [['x86_64', intel] as const, ['arm64', arm] as const]) {
      const request = requestOf(prepared, requirements, architecture);
      const { lock, path } = await lockLayer(request);
      expect(lock.packages).toEqual([
        { name: 'dep', version: '2.0', sha256: sha256Of(dep.bytes) },
        { name: 'own', version: '1.0', sha256: sha256Of(own.bytes) },
      ]);
      expect(await readFile(path, 'utf8')).not.toContain(prepared.root);
      const { artifact } = await buildLayer(request);
      expect(artifact.manifest.packages).toMatchObject([{ name: 'dep' }, { wheel: own.fileName }]);
    }
  },
  60_000,
);

it.each(['uv.lock', 'poetry.lock', 'pylock.toml'])(
  'a wheel with another digest than the one in the %s is an error',
  async (file) => {
    const prepared = await prepare();
    const { intel } = prepared.wheels;
    const { bytes } = await tinyWheel({ project: 'own', files: { 'own.py': 'CHANGED = 1\n' } });
    await writeFile(join(prepared.root, 'wheels', intel.fileName), bytes);
    const error = await failureOf(lockLayer(requestOf(prepared, { file }, 'x86_64')));
    expect([error.code, error.message]).toEqual(['requirements/invalid', `${file} can’t be locked`]);
    expect(error.problems).toEqual([
      `${file}: own 1.0: ${intel.fileName} has sha256 ${sha256Of(bytes)}, which ${file} does not list`,
    ]);
  },
);

it('a wheel outside the workspace is an error', async () => {
  const prepared = await prepare();
  const path = join(prepared.projectRoot, 'poetry.lock');
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll('../../wheels', '../../../wheels'));
  const error = await failureOf(lockLayer(requestOf(prepared, { file: 'poetry.lock' }, 'x86_64')));
  expect(error.problems[0]).toMatch(/^poetry\.lock: own is outside the workspace: \.\.\/\.\.\/\.\.\/wheels/);
});
