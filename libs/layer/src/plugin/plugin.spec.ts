import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rememberSecret } from '@layerkit/failure';
import { AggregateCreateNodesError, type TargetConfiguration } from '@nx/devkit';
import { createDependencies, createNodes, createNodesV2 } from './plugin.ts';

let workspaceRoot: string;
beforeEach(async () => {
  workspaceRoot = await mkdtemp(join(tmpdir(), 'layerkit-plugin-'));
});
afterEach(() => rm(workspaceRoot, { recursive: true }));

const write = async (file: string, content: unknown): Promise<void> => {
  const path = join(workspaceRoot, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
};

const infer = async (...roots: readonly string[]) => {
  const files = roots.map((root) => `${root}/layer.json`);
  return createNodesV2[1](files, undefined, { workspaceRoot, nxJsonConfiguration: {} });
};

const targetsOf = async (root: string): Promise<Readonly<Record<string, TargetConfiguration>>> => {
  const [[, { projects }] = ['', {}]] = await infer(root);
  return projects?.[root]?.targets ?? {};
};

const layer = { layerName: 'some-layer', runtimes: ['python3.12'] };

it('the plugin is the same under both names that versions of Nx read', () => {
  expect(createNodes).toBe(createNodesV2);
  expect(createNodesV2[0]).toBe('**/layer.json');
});

it('a folder with a layer.json becomes a project with its name', async () => {
  await write('layers/deps/layer.json', {
    ...layer,
    description: 'Packages',
    requirements: 'requirements.in',
  });
  expect(await infer('layers/deps')).toEqual([
    [
      'layers/deps/layer.json',
      {
        projects: {
          'layers/deps': expect.objectContaining({
            name: 'deps',
            root: 'layers/deps',
            projectType: 'application',
            metadata: { description: 'Packages' },
            tags: ['layerkit:layer'],
          }),
        },
      },
    ],
  ]);
});

it('a layer without a description is described by its runtimes', async () => {
  await write('deps/layer.json', { ...layer, runtimes: ['python3.12', 'python3.13'] });
  const [[, { projects }] = ['', {}]] = await infer('deps');
  expect(projects?.['deps']?.metadata).toEqual({
    description: 'AWS Lambda layer for python3.12, python3.13',
  });
});

it.each([
  [{ requirements: 'requirements.in' }, ['lock', 'outdated', 'build', 'inspect', 'why', 'verify', 'publish']],
  [{ sources: 'src' }, ['build', 'inspect', 'why', 'verify', 'publish']],
  [
    { requirements: { file: 'pyproject.toml' }, bytecode: 'imported', entryModules: ['a'] },
    ['lock', 'outdated', 'imports', 'build', 'inspect', 'why', 'verify', 'publish'],
  ],
])('a layer with %j has the targets that it can use', async (fields, names) => {
  await write('deps/layer.json', { ...layer, ...fields });
  expect(Object.keys(await targetsOf('deps'))).toEqual(names);
});

it('a layer.json without requirements and sources uses the requirements.in next to it', async () => {
  await write('deps/layer.json', layer);
  expect(Object.keys(await targetsOf('deps'))).not.toContain('lock');
  await write('deps/requirements.in', 'six\n');
  const { lock, build } = await targetsOf('deps');
  expect(lock).toMatchObject({ executor: '@layerkit/layer:lock' });
  expect(build?.inputs).toContain('{workspaceRoot}/deps/requirements.in');
});

it('the inputs of build are all files that a layer is made from, included files too', async () => {
  await write('layers/deps/layer.json', {
    ...layer,
    requirements: 'requirements.in',
    constraints: ['../../constraints.txt', '../../../outside.txt'],
    sources: './own/code',
    files: { lib: 'native', bin: 7 },
  });
  await write('layers/deps/requirements.in', 'six\n-r more.in\n  --constraint=../limits.txt # why\n');
  await write('layers/deps/more.in', '-rmore.in\n-c missing.txt\nidna\n');
  const { build } = await targetsOf('layers/deps');
  expect(build?.inputs).toEqual([
    '{projectRoot}/layer.json',
    '{projectRoot}/lock/**/*',
    '{workspaceRoot}/layers/deps/requirements.in',
    '{workspaceRoot}/constraints.txt',
    '{workspaceRoot}/layers/deps/more.in',
    '{workspaceRoot}/layers/limits.txt',
    '{workspaceRoot}/layers/deps/missing.txt',
    '{projectRoot}/own/code/**/*',
    '{projectRoot}/native',
    '{projectRoot}/native/**/*',
    { externalDependencies: [] },
  ]);
  expect(build?.outputs).toEqual([
    '{workspaceRoot}/dist/{projectRoot}/*/layer.zip',
    '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
    '{workspaceRoot}/dist/{projectRoot}/*/inputs.json',
  ]);
});

it('a layer depends on the layers that have packages of it: their locks, builds and projects', async () => {
  const fields = { requirements: 'requirements.in', providedBy: ['base', 'runtime', 'named', 'gone'] };
  await write('layers/top/layer.json', { ...layer, ...fields });
  await write('layers/base/layer.json', layer);
  await write('layers/other/layer.json', layer);
  await write('layers/other/project.json', { name: 'named' });
  const roots = ['layers/top', 'layers/base', 'layers/other'];
  const [[, { projects }] = ['', {}]] = await infer(...roots);
  const { build, verify } = projects?.['layers/top']?.targets ?? {};
  expect(build?.inputs).toEqual(
    expect.arrayContaining([
      '{workspaceRoot}/layers/base/layer.json',
      '{workspaceRoot}/layers/base/lock/**/*',
      '{workspaceRoot}/layers/other/lock/**/*',
    ]),
  );
  expect(verify?.dependsOn).toEqual(['build', { target: 'build', projects: ['base', 'named', 'gone'] }]);
  const files = [{ file: 'layers/top/layer.json', hash: '' }];
  const edges = await createDependencies(undefined, {
    workspaceRoot,
    externalNodes: {},
    nxJsonConfiguration: {},
    projects: { top: { root: 'layers/top' }, base: { root: 'layers/base' }, named: { root: 'layers/other' } },
    fileMap: { projectFileMap: { top: files }, nonProjectFiles: [] },
    filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
  });
  expect(edges.map(({ source, target }) => [source, target])).toEqual([
    ['top', 'base'],
    ['top', 'named'],
  ]);
});

it('the inputs of build have included files with spaces in their names', async () => {
  await write('deps/layer.json', { ...layer, requirements: 'all of it.in' });
  await write('deps/all of it.in', '-r more of it.in # why\n--constraint = the limits.txt\n');
  await write('deps/more of it.in', 'six # -r not this\n');
  const { build } = await targetsOf('deps');
  expect(build?.inputs).toEqual(
    expect.arrayContaining([
      '{workspaceRoot}/deps/all of it.in',
      '{workspaceRoot}/deps/more of it.in',
      '{workspaceRoot}/deps/the limits.txt',
    ]),
  );
});

it('the inputs of build are all folders whose code a layer contains', async () => {
  await write('nx.json', {});
  await write('layers/deps/layer.json', {
    ...layer,
    requirements: 'requirements.in',
    sources: ['./src', '../../packages/plain', 'named-project'],
  });
  await write('layers/deps/requirements.in', '-e ../../packages/core\n-e ./inner\n');
  for (const folder of ['packages/core', 'layers/deps/inner'])
    await write(
      `${folder}/pyproject.toml`,
      `[project]\nname = "${folder.replace(/.*\//, '')}"\nversion = "1"\n`,
    );
  const { build } = await targetsOf('layers/deps');
  expect(build?.inputs).toEqual(
    expect.arrayContaining([
      '{projectRoot}/src/**/*',
      '{projectRoot}/inner/**/*',
      '{workspaceRoot}/packages/plain/**/*',
      '{workspaceRoot}/packages/core/**/*',
      '^default',
    ]),
  );
});

it('targets depend on one another in order', async () => {
  await write('deps/layer.json', { ...layer, sources: 'src' });
  const { inspect, verify, publish } = await targetsOf('deps');
  expect([inspect, verify, publish].map((target) => target?.dependsOn)).toEqual([
    ['build'],
    ['build'],
    ['verify'],
  ]);
});

it('build is not cached if the plugin is a project of the workspace', async () => {
  await write('deps/layer.json', { ...layer, sources: 'src' });
  expect((await targetsOf('deps'))['build']?.cache).toBe(false);
});

it.each([
  ['{\n  "layerName":', 'line 2, column 15: expected a value'],
  ['[]', 'it must contain a JSON object'],
  ['null', 'it must contain a JSON object'],
  ['"x"', 'it must contain a JSON object'],
])('a file that contains %j is an error, and the other projects are inferred', async (text, reason) => {
  await write('broken/layer.json', text);
  await write('fine/layer.json', { ...layer, sources: 'src' });
  const error: unknown = await infer('broken', 'fine').catch((thrown: unknown) => thrown);
  if (!(error instanceof AggregateCreateNodesError)) throw error;
  expect(error.errors).toEqual([
    [
      'broken/layer.json',
      expect.objectContaining({
        message: `definition/invalid: broken/layer.json is invalid: ${reason}`,
      }),
    ],
  ]);
  expect(error.partialResults.map(([file]) => file)).toEqual(['fine/layer.json']);
});

it('a function.json next to the layer.json is an error that names both', async () => {
  await write('both/layer.json', { ...layer, sources: 'src' });
  await write('both/function.json', { functionName: 'both' });
  await write('azure/layer.json', { ...layer, sources: 'src' });
  await write('azure/function.json', { bindings: [] });
  const error: unknown = await infer('both', 'azure').catch((thrown: unknown) => thrown);
  if (!(error instanceof AggregateCreateNodesError)) throw error;
  expect(error.errors.map(([file, { message }]) => [file, message])).toEqual([
    [
      'both/layer.json',
      expect.stringContaining('both/layer.json and both/function.json are in the same folder'),
    ],
  ]);
  expect(error.partialResults.map(([file]) => file)).toEqual(['azure/layer.json']);
});

it('errors show no control character and no secret, in messages and stacks', async () => {
  rememberSecret('canary-of-layer');
  const root = 'canary-of-layer\x1b[31m';
  await write(`${root}/both/layer.json`, layer);
  await write(`${root}/both/function.json`, { functionName: 'both' });
  await mkdir(join(workspaceRoot, root, 'link'));
  await symlink('layer.json', join(workspaceRoot, root, 'link/layer.json'));
  const error: unknown = await infer(`${root}/both`, `${root}/link`).catch((thrown: unknown) => thrown);
  if (!(error instanceof AggregateCreateNodesError)) throw error;
  const shown = error.errors.map(([, { message, stack, cause }]) => [message, stack, cause]);
  expect(shown).toHaveLength(2);
  expect(shown.map(([message]) => message)).toEqual([
    expect.stringMatching(/^definition\/invalid: \*{3}\\x1b\[31m\/both\/layer\.json and .*\n {2}hint: Move/),
    expect.stringMatching(
      /^disk\/refused: .*\/\*{3}\\x1b\[31m\/link\/layer\.json can’t be used: too many links/,
    ),
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/canary|\\u001b/);
});

it('invalid fields are not an error of the plugin', async () => {
  await write('deps/layer.json', { requirements: 7, sources: { a: 1 }, constraints: [1], bytecode: 'al' });
  expect(Object.keys(await targetsOf('deps'))).toEqual(['build', 'inspect', 'why', 'verify', 'publish']);
});
