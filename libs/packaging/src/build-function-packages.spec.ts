import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { indexServers, inTreeProject, tinyWheel } from '@layerkit/testing-packages';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { listZipFile } from '@layerkit/zip';
import { hiddenModules } from './function-code/hidden-modules.ts';
import { functionWorkspace, type WantedWorkspace } from '../test/function-workspace.ts';

// Functions with requirements of their own. uv locks them, from an index on loopback.

const scratch = temporaryFolders();
const serve = indexServers();

const wheels = await Promise.all([
  ...['1.0', '1.5', '2.0'].map((version) =>
    tinyWheel({
      project: 'core',
      version,
      files: { 'core/__init__.py': `V = "${version}"\n`, 'core/tests/test_a.py': 'X = 1\n' },
    }),
  ),
  tinyWheel({ project: 'web', version: '1.0', requires: ['core<2'], files: { 'web.py': 'X = 1\n' } }),
  tinyWheel({ project: 'web', version: '2.0', requires: ['core>=2'], files: { 'web.py': 'X = 1\n' } }),
  tinyWheel({
    project: 'client',
    version: '1.0',
    requires: ['web', 'six; extra == "old"', 'gone; python_version < "3"'],
    files: { 'client.py': 'X = 1\n', 'client.pyi': 'X = 1\n' },
  }),
  tinyWheel({ project: 'six', version: '1.17', files: { 'six.py': 'X = 1\n' } }),
]);

const open = async (wanted: Omit<WantedWorkspace, 'folder' | 'index'>) => {
  const folder = await scratch();
  const { url } = await serve({ files: wheels });
  return functionWorkspace({ folder, index: url, ...wanted });
};

const namesIn = (zipPath: string) => listZipFile(zipPath).entries.map(({ name }) => name);

it('packages are at the root of the zip beside the code, without the pruned files', async () => {
  const { build } = await open({ function: { requirements: 'client\ncore<2\n' } });
  const { artifact, warnings, fetched } = await build();
  const { manifest } = artifact;
  expect(namesIn(artifact.zipPath)).toEqual([
    'app.py',
    'client-1.0.dist-info/METADATA',
    'client-1.0.dist-info/RECORD',
    'client-1.0.dist-info/WHEEL',
    'client.py',
    'core-1.5.dist-info/METADATA',
    'core-1.5.dist-info/RECORD',
    'core-1.5.dist-info/WHEEL',
    'core/__init__.py',
    'web-1.0.dist-info/METADATA',
    'web-1.0.dist-info/RECORD',
    'web-1.0.dist-info/WHEEL',
    'web.py',
  ]);
  expect(manifest.packages?.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'client 1.0',
    'core 1.5',
    'web 1.0',
  ]);
  expect(manifest.pruned?.flatMap(({ files }) => files.map(({ path }) => path))).toEqual([
    'core/tests/test_a.py',
    'client.pyi',
  ]);
  expect(manifest).toMatchObject({ audit: { findings: [] }, warnings: [] });
  expect({ warnings, fetched }).toEqual({ warnings: [], fetched: 3 });
});

it('the same inputs give the same bytes in another folder, with another store', async () => {
  const wanted = { function: { requirements: 'client\n' } };
  const [one, other] = [await open(wanted), await open(wanted)];
  expect((await one.build()).artifact.manifest).toEqual((await other.build()).artifact.manifest);
});

it('what a layer has in a fitting version is left out, and the audit knows who has it', async () => {
  const base = { requirements: 'core==1.0\nsix\n' };
  const { build, buildLayer } = await open({
    layers: { base },
    function: { requirements: 'client[old]\nweb<2\n' },
  });
  const { artifact, warnings } = await build();
  expect(artifact.manifest.packages?.map(({ name }) => name)).toEqual(['client', 'web']);
  expect(artifact.manifest.provided).toMatchObject([
    { name: 'core', version: '1.5', by: 'base', providedVersion: '1.0' },
    { name: 'six', version: '1.17', by: 'base', providedVersion: '1.17' },
  ]);
  expect(artifact.manifest.audit?.findings).toEqual([]);
  expect(warnings).toEqual([]);
  await buildLayer('base', base);
  expect((await build()).artifact.manifest).toEqual(artifact.manifest);
});

it.each([
  ['core>=1.5\n', 'requirements.in:1 requires core>=1.5'],
  ['web>=2\n', 'web 2.0 requires core>=2'],
])(
  'the function’s own copy goes in if %j does not accept that of the layer',
  async (requirements, reason) => {
    const { build } = await open({
      layers: { base: { requirements: 'core==1.0\n' } },
      function: { requirements },
    });
    const { artifact, warnings } = await build();
    expect(artifact.manifest.packages?.map(({ name }) => name)).toContain('core');
    expect(artifact.manifest.provided).toBeUndefined();
    expect(warnings).toEqual([
      `core 2.0 goes into the function although base has 1.0: ${reason}. The function’s copy comes first on Python’s path, for the packages of base too`,
    ]);
    expect(artifact.manifest.warnings).toEqual(warnings);
  },
);

it('a package of a layer that can’t work with the function’s copy of another one goes in too', async () => {
  const { build } = await open({
    layers: { base: { requirements: 'web==1.0\n' } },
    function: { requirements: 'core>=2\nweb\n' },
  });
  const { artifact, warnings } = await build();
  expect(artifact.manifest.packages?.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'core 2.0',
    'web 2.0',
  ]);
  expect(warnings).toEqual([
    expect.stringContaining('core 2.0 goes into the function although base has 1.5: requirements.in:1'),
    expect.stringContaining(
      'web 2.0 goes into the function although base has 1.0: it requires core<2, which would be 2.0',
    ),
  ]);
});

it('only own code counts as hiding modules of a layer', async () => {
  const base = { requirements: 'core==1.0\nsix\n' };
  const { build, buildLayer } = await open({
    layers: { base },
    function: { requirements: 'core>=2\n', files: { 'src/six.py': 'MINE = 1\n' } },
  });
  const layer = (await buildLayer('base', base)).artifact;
  const hidden = await hiddenModules((await build()).artifact, [layer]);
  expect(hidden).toEqual([{ module: 'six', layer: 'base' }]);
});

it('what a layer leaves to others is not in it', async () => {
  const { build } = await open({
    layers: { top: { requirements: 'web==1.0\n', fields: { without: ['core'] } } },
    function: { requirements: 'core==1.5\nweb\n' },
  });
  const { manifest } = (await build()).artifact;
  expect(manifest.packages?.map(({ name }) => name)).toEqual(['core']);
  expect(manifest.provided).toMatchObject([{ name: 'web', by: 'top' }]);
});

it('without leaves packages to the runtime or to a layer that build does not know', async () => {
  const { build } = await open({
    function: { requirements: 'client\n', fields: { without: ['Core', 'nothing'] } },
  });
  const { artifact, warnings } = await build();
  expect(artifact.manifest.packages?.map(({ name }) => name)).toEqual(['client', 'web']);
  expect(artifact.manifest.provided).toMatchObject([{ name: 'core' }]);
  expect(artifact.manifest.audit?.findings).toEqual([]);
  expect(warnings).toEqual(['without: nothing is not among the packages of the function']);
});

const core = Object.entries(inTreeProject('mine', 'py3-none-any'));
const inWorkspace = Object.fromEntries(core.map(([name, text]) => [`packages/mine/${name}`, text]));

it('packages of the workspace go in as their wheels, unless a layer has them', async () => {
  const wanted = { function: { requirements: '-e ../../packages/mine\nsix\n' }, files: inWorkspace };
  const { artifact } = await (await open(wanted)).build();
  expect(artifact.manifest.packages?.map(({ name }) => name)).toEqual(['mine', 'six']);
  const layers = { own: { requirements: '../../packages/mine\n' } };
  const { manifest } = (await (await open({ ...wanted, layers })).build()).artifact;
  expect(manifest.packages?.map(({ name }) => name)).toEqual(['six']);
  expect(manifest.provided).toMatchObject([{ name: 'mine', by: 'own' }]);
});

it('own code that has another file at a path of a package is refused', async () => {
  const { build } = await open({
    function: { requirements: 'six\n', files: { 'src/six.py': 'MINE = 1\n' } },
  });
  const { code, problems } = await failureOf(build());
  expect(code).toBe('archive/conflict');
  expect(problems.join()).toMatch(/six\.py"? has different content in src and six-1\.17/);
});

it('a lock that is stale, or that a layer lacks, is an error', async () => {
  const { projectRoot, build } = await open({
    layers: { base: { requirements: 'six\n' } },
    function: { requirements: 'client\n' },
  });
  await writeTree(projectRoot, { 'requirements.in': 'six\n' });
  expect((await failureOf(build())).code).toBe('lock/stale');
  await writeTree(projectRoot, { 'requirements.in': 'client\n' });
  await rm(join(projectRoot, '../base/lock'), { recursive: true });
  const { code, message } = await failureOf(build());
  expect(code).toBe('lock/missing');
  expect(message).toContain(join('base', 'lock', 'python3.12-x86_64.txt'));
});

it('the lock folder is not code', async () => {
  const { build } = await open({
    function: {
      requirements: 'six\n',
      fields: { sources: '.' },
      files: { 'app.py': 'def handle(e, c): ...\n' },
    },
  });
  const { artifact, leftOut } = await build();
  expect(namesIn(artifact.zipPath).filter((name) => name.startsWith('lock/'))).toEqual([]);
  expect(leftOut.ofProject.map(({ name }) => name)).toEqual(['lock/', 'requirements.in']);
});
