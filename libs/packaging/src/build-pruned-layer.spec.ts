import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { readLayerArtifact, type LayerArtifact } from '@layerkit/artifact';
import type { Verification } from '@layerkit/artifact/verification';
import { indexServers, type ServedFile, tinyWheel } from '@layerkit/testing-packages';
import { temporaryFolders } from '@layerkit/testing-files';
import { openStore } from '@layerkit/wheels/store';
import { failureCauses, verifyLayer } from '@layerkit/verification';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';
import { runtimeWheels } from './runtime-wheels.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const build = async (wheels: readonly ServedFile[], prune: unknown) => {
  const folder = await scratch();
  const server = await serve({ files: wheels });
  const store = openStore({ directory: join(folder, 'store') });
  const project = await lockedProject(folder, wheels, { prune });
  const env = { UV_DEFAULT_INDEX: server.url };
  return { ...(await buildLayer({ ...project, store, env })), project, store, env };
};

const resultsOf = ({ outcome }: Verification) => {
  if (outcome.status === 'not-checked') throw new Error(`this host cannot verify: ${outcome.reason}`);
  return [
    outcome.status,
    Object.fromEntries(outcome.modules.map(({ module, error }) => [module, error ?? 'ok'])),
  ];
};

/** Returns the files that pruning dropped, with the modules that need them. */
const causesOf = ({ outcome }: Verification, { manifest }: LayerArtifact) =>
  outcome.status === 'not-checked'
    ? []
    : failureCauses(outcome.modules, manifest).map(({ missed, modules, decisive }) => {
        expect(decisive).toBe(missed !== undefined);
        return [missed && `python/${missed.module.replaceAll('.', '/')}.py`, modules];
      });

const kit = await tinyWheel({
  project: 'kit',
  files: {
    'kit/__init__.py': '',
    'kit/later.py': 'from kit import engine',
    'kit/engine.py': 'from kit.parts.wheel import turn',
    'kit/parts/__init__.py': '',
    'kit/parts/wheel.py': 'turn = 1',
    'kit/optional.py': 'import a_module_that_nobody_has',
    'kit/parts/NOTICE': 'whose parts these are',
  },
});

it('excluded files are listed, and globs that match nothing give a warning', async () => {
  const { artifact, warnings } = await build([kit], {
    rules: [],
    exclude: ['python/kit/later.py', 'python/kitt/**', 'python/kit-*.dist-info/**'],
    include: ['python/kit/*.so'],
  });
  expect(artifact.manifest.pruned).toEqual([
    {
      rule: 'exclude',
      files: [
        { path: 'python/kit/later.py', package: 'kit', zippedBytes: expect.any(Number), unpackedBytes: 22 },
      ],
    },
  ]);
  const said = [
    'prune.include: python/kit/*.so matches no file',
    'prune.exclude: python/kitt/** matches no file',
    'prune.exclude: python/kit-*.dist-info/** matches only metadata and licenses, which are never dropped',
  ];
  expect([warnings, (await readLayerArtifact(artifact.directory)).manifest.warnings]).toEqual([said, said]);
});

it.each<[string, string, Record<string, string>]>([
  [
    'in a module',
    'python/kit/parts/wheel.py',
    {
      'kit.engine': "ModuleNotFoundError: No module named 'kit.parts.wheel'",
      'kit.later': "ModuleNotFoundError: No module named 'kit.parts.wheel'",
    },
  ],
  [
    'by its name in a package',
    'python/kit/engine.py',
    {
      'kit.later': expect.stringMatching(/^ImportError: cannot import name 'engine' from 'kit' \(/) as string,
    },
  ],
])(
  'verify fails if a dropped module is imported by the layer: %s',
  async (_, glob, errors) => {
    const { artifact } = await build([kit], { exclude: [glob] });
    const verification = await verifyLayer({ artifact, submodules: true });
    const [status, results] = resultsOf(verification);
    expect([status, results]).toEqual(['failed', expect.objectContaining(errors)]);
    expect(causesOf(verification, artifact)).toEqual([
      [glob, Object.keys(errors)],
      [undefined, ['kit.optional']],
    ]);
    const whole = await build([kit], []);
    // modules that fail without pruning too do not count
    expect(resultsOf(await verifyLayer({ artifact: whole.artifact, submodules: true }))).toEqual([
      'passed',
      expect.objectContaining({
        'kit.engine': 'ok',
        'kit.optional': "ModuleNotFoundError: No module named 'a_module_that_nobody_has'",
      }),
    ]);
  },
  60_000,
);

const sdk = await Promise.all([
  tinyWheel({
    project: 'boto3',
    version: '1.43.5',
    requires: ['botocore<1.44,>=1.43.5', 's3transfer>=0.18'],
  }),
  tinyWheel({ project: 'botocore', version: '1.43.5', requires: ['jmespath>=0.7.1', 'urllib3<3'] }),
  tinyWheel({ project: 's3transfer', version: '0.18.0', requires: ['botocore>=1.37.4'] }),
  tinyWheel({ project: 'jmespath', version: '1.1.0' }),
  tinyWheel({ project: 'urllib3', version: '2.8.0' }),
]);
const userOf = async (requires: string) => [
  ...sdk,
  await tinyWheel({
    project: 'user',
    version: '1.0',
    requires: [requires, 'urllib3'],
    files: { 'user/__init__.py': 'import boto3', 'user/gone.py': 'import boto3.gone' },
  }),
];
const runtimeProvided = { boto3: '1.40.4', botocore: '1.40.4' };

it('runtime-provided packages are left out with a warning, and a verify on this host needs their wheels', async () => {
  const { artifact, warnings } = await build(await userOf('boto3>=1.26'), { runtimeProvided });
  const { manifest } = artifact;
  expect(manifest.packages.map(({ name }) => name)).toEqual(['jmespath', 'urllib3', 'user']);
  const [left] = manifest.pruned;
  expect([left?.rule, new Set(left?.files.map((file) => file.package))]).toEqual([
    'runtime-provided',
    new Set(['boto3', 'botocore', 's3transfer']),
  ]);
  expect(left?.files.map(({ path }) => path)).toContain('python/boto3-1.43.5.dist-info/METADATA');
  expect(warnings).toEqual([
    expect.stringMatching(/^boto3 1\.43\.5, botocore 1\.43\.5, s3transfer 0\.18\.0 are not in the layer: /),
  ]);
  expect(manifest.warnings).toEqual(warnings);
  expect((await verifyLayer({ artifact })).outcome).toEqual({
    status: 'not-checked',
    reason: 'the runtime provides boto3, botocore, s3transfer, and only Lambda has its packages',
  });
});

it('wheels of the lock stand in for the runtime’s packages in a local verify, which says so', async () => {
  const wheels = await userOf('boto3>=1.26');
  const { artifact, project, store, env } = await build(wheels, { runtimeProvided });
  const { manifest } = artifact;
  expect(manifest.runtimeProvided).toEqual(
    ['boto3', 'botocore', 's3transfer'].map((name) => {
      const { fileName = '', bytes = '' } = wheels.find(({ project }) => project === name) ?? {};
      const version = name === 's3transfer' ? '0.18.0' : '1.43.5';
      return { name, version, wheel: fileName, sha256: sha256Of(bytes) };
    }),
  );
  const runtimePackages = () =>
    runtimeWheels({ ...project, manifest, store, env: { ...env, UV_OFFLINE: '1' } });
  const verification = await verifyLayer({ artifact, submodules: true, runtimePackages });
  expect(resultsOf(verification)).toEqual([
    'passed',
    expect.objectContaining({
      user: 'ok',
      'user.gone': "ModuleNotFoundError: No module named 'boto3.gone'",
    }),
  ]);
  expect(verification.outcome).toMatchObject({
    where: {
      limitations: expect.arrayContaining([
        'boto3 1.43.5, botocore 1.43.5, s3transfer 0.18.0 of the lock stand in for the runtime’s versions',
      ]) as unknown,
    },
  });
});

it('a layer whose runtime packages are not at hand is not checked', async () => {
  const { artifact, project } = await build(await userOf('boto3>=1.26'), { runtimeProvided });
  const store = openStore({ directory: join(await scratch(), 'empty') });
  const request = { ...project, manifest: artifact.manifest, store, env: { UV_OFFLINE: '1' } };
  const { outcome } = await verifyLayer({ artifact, runtimePackages: () => runtimeWheels(request) });
  expect(outcome).toEqual({
    status: 'not-checked',
    reason: expect.stringMatching(/^the runtime provides boto3, .*; the wheels of the lock can’t stand in/),
  });
});

it('nothing is left to a runtime with too old a version, and the warning names the requirement', async () => {
  const { artifact, warnings } = await build(await userOf('boto3>=1.41'), { runtimeProvided });
  expect(artifact.manifest.packages).toHaveLength(6);
  expect(warnings).toEqual([
    'boto3 1.43.5, botocore 1.43.5, s3transfer 0.18.0 stay in the layer: user 1.0 requires boto3>=1.41, but layer.json states 1.40.4 for the runtime',
  ]);
});
