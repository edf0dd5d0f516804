import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { indexServers, type ServedFile, tinyWheel } from '@layerkit/testing-packages';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { openStore } from '@layerkit/wheels/store';
import { verifyLayer } from '@layerkit/verification';
import { errorsOf } from '../test/own-layer.ts';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';
import { leftToOthers } from './provided/left-to-others.ts';
import { runtimeWheels } from './runtime-wheels.ts';

// Packages that a layer leaves to another layer or to the runtime.

const scratch = temporaryFolders();
const serve = indexServers();

const [numpy1, numpy2, pandas, six] = await Promise.all([
  tinyWheel({ project: 'numpy', version: '1.26', files: { 'numpy/__init__.py': 'V = 1\n' } }),
  tinyWheel({ project: 'numpy', version: '2.1', files: { 'numpy/__init__.py': 'V = 2\n' } }),
  tinyWheel({
    project: 'pandas',
    version: '3.0',
    requires: ['numpy>=2', 'six; extra == "old"', 'gone; python_version < "3"'],
    files: { 'pandas/__init__.py': 'from numpy import V\n' },
  }),
  tinyWheel({ project: 'six', version: '1.17', files: { 'six.py': '' } }),
]);

interface Layers {
  readonly base: readonly ServedFile[];
  readonly wheels: readonly ServedFile[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Locks two layers, and returns functions that build them. */
const open = async ({ base, wheels, fields }: Layers) => {
  const folder = await scratch();
  const server = await serve({ files: [...new Set([...base, ...wheels])] });
  const access = {
    store: openStore({ directory: join(folder, 'store') }),
    env: { UV_DEFAULT_INDEX: server.url },
  };
  const locked = async (name: string, ...rest: [readonly ServedFile[], Layers['fields']?]) => {
    await mkdir(join(folder, name));
    const project = await lockedProject(join(folder, name), ...rest);
    const definition = JSON.stringify({ ...project.definition, $schema: undefined });
    await writeTree(project.projectRoot, { 'layer.json': definition });
    return project;
  };
  const other = await locked('base', base);
  const project = await locked('top', wheels, fields);
  const providers = { base: other.projectRoot };
  return {
    other,
    project,
    access,
    buildBase: () => buildLayer({ ...other, ...access }),
    build: () => buildLayer({ ...project, ...access, providers }),
  };
};

it('a layer leaves out what another one has, with its metadata, and is verified together with it', async () => {
  const layers = await open({
    base: [numpy2, six],
    wheels: [numpy2, pandas],
    fields: { providedBy: ['base'] },
  });
  const { artifact } = await layers.build();
  const { manifest } = artifact;
  expect(manifest.packages.map(({ name }) => name)).toEqual(['pandas']);
  expect(manifest.provided).toMatchObject([
    { name: 'numpy', version: '2.1', by: 'base', providedVersion: '2.1' },
  ]);
  expect(manifest.audit?.findings).toEqual([]);
  expect(manifest.pruned[0]).toMatchObject({ rule: 'provided' });
  const { zipPath } = (await layers.buildBase()).artifact;
  const verification = await verifyLayer({ artifact, layersBelow: () => Promise.resolve([zipPath]) });
  expect(errorsOf(verification)).toEqual({ pandas: 'ok' });
  expect(verification.outcome).toMatchObject({
    status: 'passed',
    where: { layers: ['base'] },
  });
  expect((await verifyLayer({ artifact })).outcome).toMatchObject({
    status: 'not-checked',
    reason: 'it needs base, and only a local verify imports both together',
  });
});

it('only the packages of “without” are left out', async () => {
  const { build } = await open({
    base: [numpy2, six],
    wheels: [numpy2, pandas, six],
    fields: { without: ['NumPy', 'absent'], providedBy: ['base'] },
  });
  const { artifact, warnings } = await build();
  expect(artifact.manifest.packages.map(({ name }) => name)).toEqual(['pandas', 'six']);
  expect(warnings).toEqual(['without: absent is not among the packages of the layer']);
});

it('a version of the other layer that a package does not accept is an error', async () => {
  const { build } = await open({
    base: [numpy1],
    wheels: [numpy2, pandas],
    fields: { without: ['numpy'], providedBy: ['base'], requirements: 'requirements.in' },
  });
  await expect(build()).rejects.toThrowWithCode('audit/failed', {
    problems: [expect.stringMatching(/pandas 3\.0 requires numpy>=2; base has numpy 1\.26/)],
  });
});

it('a version that the layer’s own requirements do not accept, and a missing package, are one error', async () => {
  const layers = await open({
    base: [numpy1],
    wheels: [numpy2, six],
    fields: { without: ['numpy', 'six'], providedBy: ['base'] },
  });
  const packages = [numpy2, six].map(({ bytes }, at) => ({
    name: at === 0 ? 'numpy' : 'six',
    version: at === 0 ? '2.1' : '1.17',
    sha256: sha256Of(bytes),
  }));
  const layer = { ...layers.project, providers: { base: layers.other.projectRoot } };
  await writeTree(layer.projectRoot, { 'requirements.in': 'numpy>=2\nnumpy<1; python_version < "3"\nsix\n' });
  await expect(leftToOthers(layer, packages)).rejects.toThrowWithCode('layer/not-provided', {
    problems: ['six: not in base', 'numpy: the layer requires numpy>=2; base has 1.26'],
  });
});

it('a lock of the other layer that changes is the reason for the rebuild', async () => {
  const layers = await open({ base: [numpy2], wheels: [numpy2, pandas], fields: { providedBy: ['base'] } });
  await layers.build();
  const changed = await lockedProject(await scratch(), [numpy2, six]);
  await rename(join(changed.projectRoot, 'lock'), join(layers.other.projectRoot, 'lock2'));
  await rename(join(layers.other.projectRoot, 'lock'), join(layers.other.projectRoot, 'lock1'));
  await rename(join(layers.other.projectRoot, 'lock2'), join(layers.other.projectRoot, 'lock'));
  expect((await layers.build()).reason?.changes).toMatchObject({ providers: ['base'], fields: [] });
});

it('without a named layer, verify uses the wheels of the lock', async () => {
  const { build, project, access } = await open({
    base: [six],
    wheels: [numpy2, pandas],
    fields: { without: ['numpy'] },
  });
  const { artifact } = await build();
  const runtimePackages = () => runtimeWheels({ ...project, ...access, manifest: artifact.manifest });
  const verification = await verifyLayer({ artifact, runtimePackages });
  expect(errorsOf(verification)).toEqual({ pandas: 'ok' });
  expect(verification.outcome).toMatchObject({
    where: {
      limitations: expect.arrayContaining([
        'numpy 2.1 of the lock stand in for those of another layer',
      ]) as unknown,
    },
  });
});

it('an unknown layer, and one without a lock for the target, are named', async () => {
  const layers = await open({ base: [six], wheels: [six], fields: { providedBy: ['gone'] } });
  await expect(layers.build()).rejects.toThrowWithCode('workspace/unknown-project', {
    message: expect.stringContaining('“gone”'),
  });
  await rename(join(layers.other.projectRoot, 'lock'), join(layers.other.projectRoot, 'unlocked'));
  const definition = { ...layers.project.definition, providedBy: ['base'] };
  const providers = { base: layers.other.projectRoot };
  await expect(
    buildLayer({ ...layers.project, ...layers.access, definition, providers }),
  ).rejects.toThrowWithCode('lock/missing');
});

const sdk = await Promise.all(
  ['boto3', 'botocore', 's3transfer', 'urllib3'].map((project) =>
    tinyWheel({ project, version: '1.43.5', requires: project === 'botocore' ? ['urllib3'] : [] }),
  ),
);
const user = await tinyWheel({ project: 'user', version: '1.0', requires: ['boto3>=1.41'] });

it('the runtime’s packages are left out in any version, unless layer.json states the runtime’s versions', async () => {
  const wheels = [...sdk, user];
  const any = await open({ base: [six], wheels, fields: { providedBy: ['runtime'] } });
  const { artifact, warnings } = await any.build();
  // the layer itself requires urllib3
  expect(artifact.manifest.packages.map(({ name }) => name)).toEqual(['urllib3', 'user']);
  expect(artifact.manifest.runtimeProvided?.map(({ name }) => name)).toEqual([
    'boto3',
    'botocore',
    's3transfer',
  ]);
  expect(warnings).toEqual([expect.stringContaining('layerkit does not know its versions')]);
  const runtimeProvided = { boto3: '1.40.4', botocore: '1.40.4' };
  const fields = { providedBy: ['runtime'], prune: { runtimeProvided } };
  const stated = await open({ base: [six], wheels, fields });
  await expect(stated.build()).rejects.toThrowWithCode('layer/not-provided', {
    problems: ['user 1.0 requires boto3>=1.41, but layer.json states 1.40.4 for the runtime'],
  });
});

it('a package of the runtime can be left out by its name', async () => {
  const { build } = await open({
    base: [six],
    wheels: [...sdk, user],
    fields: { without: ['urllib3'], providedBy: ['runtime'] },
  });
  const { manifest } = (await build()).artifact;
  expect(manifest.runtimeProvided).toMatchObject([{ name: 'urllib3' }]);
  expect(manifest.packages).toHaveLength(4);
});
