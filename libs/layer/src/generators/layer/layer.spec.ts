import { readFileSync } from 'node:fs';
import { parseLayerDefinition } from '@layerkit/artifact/definition';
import { architectures, runtimes } from '@layerkit/platform-resolution';
import { readJson, readProjectConfiguration, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import init from '../init/init.ts';
import layer from './layer.ts';
import type { LayerGeneratorSchema } from './schema.d.ts';

let tree: Tree;
beforeEach(() => {
  tree = emptyWorkspace();
});

const dependencies: LayerGeneratorSchema = {
  name: 'dependencies-layer',
  requirements: 'boto3>=1.40,<2, pydantic[email,timezone]',
  runtime: 'python3.12',
  architectures: 'x86_64,arm64',
};

/** Runs the generator and returns the new files in apps. */
const newFiles = async (options: LayerGeneratorSchema): Promise<readonly string[]> => {
  const before = filesOf(tree);
  await layer(tree, options);
  return Object.keys(filesOf(tree)).filter((path) => path.startsWith('apps/') && !(path in before));
};

describe('a new layer', () => {
  it('is a project with a definition and requirements, whose targets Nx infers', async () => {
    const root = 'apps/dependencies-layer';
    expect(await newFiles(dependencies)).toEqual(
      ['layer.json', 'requirements.in'].map((name) => `${root}/${name}`),
    );
    expect(readJson(tree, `${root}/layer.json`)).toEqual({
      $schema: '../../node_modules/@layerkit/layer/schemas/layer.schema.json',
      layerName: 'dependencies-layer',
      runtimes: ['python3.12'],
      architectures: ['x86_64', 'arm64'],
      requirements: 'requirements.in',
    });
    expect(tree.read(`${root}/requirements.in`, 'utf8')).toBe('boto3>=1.40,<2\npydantic[email,timezone]\n');
    expect(readJson<NxJsonConfiguration>(tree, 'nx.json').plugins).toEqual(['@layerkit/layer/plugin']);
  });

  it('is formatted like the workspace', async () => {
    await layer(tree, dependencies);
    expect(tree.read('apps/dependencies-layer/layer.json', 'utf8')).toContain('\n\t"layerName"');
  });

  it('has the default target without options', async () => {
    await layer(tree, { name: 'plain', requirements: 'six', runtime: '', architectures: ',' });
    expect(readJson(tree, 'apps/plain/layer.json')).toMatchObject({
      runtimes: ['python3.13'],
      architectures: ['x86_64'],
    });
  });

  it('goes into the given folder, with the relative path of its schema', async () => {
    await layer(tree, { ...dependencies, directory: './deep/in/here/', layerName: 'deps-{architecture}' });
    expect(readJson(tree, 'deep/in/here/layer.json')).toMatchObject({
      $schema: '../../../node_modules/@layerkit/layer/schemas/layer.schema.json',
      layerName: 'deps-{architecture}',
    });
  });

  it('goes into packages if the workspace has that folder, without its scope', async () => {
    tree.write('packages/.gitkeep', '');
    await layer(tree, { ...dependencies, name: '@acme/deps', layerName: 'deps' });
    expect(readProjectConfiguration(tree, '@acme/deps').root).toBe('packages/deps');
  });

  it('of own code has one module and no lock target', async () => {
    expect(await newFiles({ name: 'json', sources: 'src', explicit: true })).toEqual([
      'apps/json/layer.json',
      'apps/json/project.json',
      'apps/json/src/json_layer/__init__.py',
    ]);
    expect(readJson(tree, 'apps/json/layer.json')).toMatchObject({ sources: 'src' });
    expect(readJson(tree, 'apps/json/layer.json')).not.toHaveProperty('requirements');
    expect(readProjectConfiguration(tree, 'json').targets).not.toHaveProperty('lock');
  });

  it('has own code if the answer for packages is empty, also on a second run', async () => {
    const options = { name: 'own', requirements: '' };
    expect(await newFiles(options)).toContain('apps/own/src/own/__init__.py');
    expect(readJson(tree, 'apps/own/layer.json')).toMatchObject({ sources: 'src' });
    const before = filesOf(tree);
    await layer(tree, options);
    expect(filesOf(tree)).toEqual(before);
  });

  it('uses existing requirements and code in its folder', async () => {
    tree.write('apps/waits/requirements.in', 'six\n');
    tree.write('apps/waits/pkg/mod.py', '');
    expect(await newFiles({ name: 'waits', sources: '.', explicit: true })).toEqual([
      'apps/waits/layer.json',
      'apps/waits/project.json',
    ]);
    const { targets } = readProjectConfiguration(tree, 'waits');
    expect(targets).toMatchObject({ lock: {}, build: { inputs: ['{projectRoot}/**/*', expect.anything()] } });
  });

  it('has a project.json for a name that differs from its folder, without targets', async () => {
    await layer(tree, { ...dependencies, directory: 'layers/deps' });
    expect(readJson(tree, 'layers/deps/project.json')).toMatchObject({ name: 'dependencies-layer' });
    expect(readJson(tree, 'layers/deps/project.json')).not.toHaveProperty('targets');
  });

  it('makes an existing layer.json a project of the workspace', async () => {
    const definition = { layerName: 'waits', runtimes: ['python3.9'], sources: 'src' };
    tree.write('apps/waits/layer.json', JSON.stringify(definition));
    expect(await newFiles({ name: 'waits' })).toEqual([]);
    expect(readJson<NxJsonConfiguration>(tree, 'nx.json').plugins).toEqual(['@layerkit/layer/plugin']);
  });

  it('has no $schema with Yarn PnP, which installs no files for editors', async () => {
    tree.write('.pnp.cjs', '');
    await layer(tree, dependencies);
    expect(readJson(tree, 'apps/dependencies-layer/layer.json')).not.toHaveProperty('$schema');
  });

  it('depends on the plugin’s project in a clone of the plugin', async () => {
    tree.write('libs/layer/package.json', JSON.stringify({ name: '@layerkit/layer' }));
    tree.write('libs/layer/project.json', JSON.stringify({ name: 'layer' }));
    await layer(tree, dependencies);
    expect(readProjectConfiguration(tree, 'dependencies-layer').implicitDependencies).toEqual(['layer']);
  });
});

describe('a second run', () => {
  beforeEach(async () => {
    await layer(tree, dependencies);
  });

  it.each<[string, LayerGeneratorSchema]>([
    ['with the same options', dependencies],
    ['with only the name', { name: dependencies.name }],
    ['with the architectures in another order', { ...dependencies, architectures: 'arm64, x86_64' }],
  ])('%s changes nothing', async (_, options) => {
    const before = filesOf(tree);
    await layer(tree, options);
    expect(filesOf(tree)).toEqual(before);
  });

  it('keeps edited files', async () => {
    const file = 'apps/dependencies-layer/layer.json';
    const text = tree.read(file, 'utf8') ?? '';
    tree.write(file, text.replace('\t"layerName"', '\t"description": "mine",\n\t"layerName"'));
    tree.write(
      'apps/dependencies-layer/requirements.in',
      '# why\nboto3>=1.40,<2\n\npydantic[email,timezone] # x\n',
    );
    const before = filesOf(tree);
    await layer(tree, dependencies);
    expect(filesOf(tree)).toEqual(before);
  });

  it('with other options fails, names each of them and changes nothing', async () => {
    const before = filesOf(tree);
    const other = { ...dependencies, requirements: 'six', runtime: 'python3.13', sources: 'src' };
    await expect(layer(tree, other)).rejects.toThrow(
      [
        'workspace/conflict: the project “dependencies-layer” already exists with other options',
        '  - runtime: is python3.12, not python3.13',
        '  - sources: is not set, not src',
        '  - requirements: is boto3>=1.40,<2, pydantic[email,timezone], not six',
        '  hint: ',
      ].join('\n'),
    );
    expect(filesOf(tree)).toEqual(before);
  });
});

it('the generator knows inferred projects', async () => {
  await init(tree, {});
  tree.write(
    'deep/in/here/layer.json',
    JSON.stringify({ layerName: 'x', runtimes: ['python3.9'], sources: '.' }),
  );
  expect(await newFiles({ name: 'here', layerName: 'x' })).toEqual([]);
  await expect(layer(tree, { ...dependencies, directory: 'deep/in/here' })).rejects.toThrow(
    /^workspace\/name-taken: deep\/in\/here is already the folder of the project “here”/,
  );
});

describe('before anything is written, an error reports', () => {
  const cases: readonly (readonly [string, Partial<LayerGeneratorSchema>, RegExp])[] = [
    ['a name that Nx rejects', { name: 'a:b' }, /^workspace\/invalid-name: invalid project name “a:b”/],
    ['a taken name', { name: 'web' }, /^workspace\/name-taken: .*“web” in apps\/web, .* no layer\.json/],
    ['a taken folder', { directory: 'apps/web' }, /^workspace\/name-taken: apps\/web .*“web”/],
    ['an outside folder', { directory: '../x' }, /^workspace\/invalid-name: “\.\.\/x” is not a folder below/],
    ['a name AWS rejects', { name: 'a.b' }, /^definition\/invalid: [^]*layerName: must contain only letters/],
    ['a name too long for AWS', { name: 'a'.repeat(141) }, /^definition\/invalid: [^]*layerName: /],
    [
      'an unknown runtime',
      { runtime: 'python3.12,3.11' },
      /^platform\/unknown-runtime: unknown runtime “3\.11”[^]*hint: Did you mean python3\.11\?/,
    ],
    [
      'a number for a runtime',
      { runtime: 3.12 },
      /^platform\/unknown-runtime: unknown runtime “3\.12”[^]*python3\.12\?/,
    ],
    [
      'an unknown architecture',
      { architectures: 'aarch64' },
      /^platform\/unknown-architecture: [^]*Did you mean arm64\?/,
    ],
    [
      'invalid requirements',
      { requirements: 'six,b@d,pkg @ https://me:pw@host.example/x.whl,-e .' },
      /^requirements\/invalid: [^]*- “b@d”\n.*- “pkg @ https:\/\/\*\*\*@host.example\/x.whl”\n.*- “-e \.”/,
    ],
    [
      'a missing file',
      { requirements: '../report/uv.lock' },
      /^requirements\/missing: .*\.\.\/report\/uv\.lock.*\n.*relative to the workspace’s root/,
    ],
    [
      'a lock of another tool',
      { requirements: 'pdm.lock' },
      /^requirements\/invalid: .*pdm\.lock, which is a lock of PDM.*\n.*pdm export/,
    ],
    [
      'an environment of conda',
      { requirements: 'environment.yml' },
      /^requirements\/invalid: .*environment\.yml, which is an environment of conda.*\n.*pip list/,
    ],
    [
      'groups without a file',
      { groups: 'dev' },
      /^requirements\/invalid: --extras and --groups select from a file/,
    ],
    ['an empty layer', { requirements: ' , ' }, /^definition\/invalid: the layer .* would be empty/],
    ['absolute sources', { sources: '/src' }, /^definition\/invalid: [^]*sources: must be a path relative/],
    ['a function in the folder', { directory: 'fn' }, /^workspace\/conflict: fn has a function\.json/],
    [
      'the layer name of another project',
      { layerName: 'shared-{runtime}' },
      /^workspace\/name-taken: the layer name “shared-python3-12” is already used by the project other \(other\/layer\.json\)/,
    ],
    [
      'other files',
      { directory: 'full' },
      /^workspace\/conflict: files in full [^]*- full\/requirements\.in\n/,
    ],
  ];

  it.each(cases)('%s', async (_, options, message) => {
    tree.write('apps/web/project.json', JSON.stringify({ name: 'web' }));
    tree.write('full/requirements.in', 'six\n');
    tree.write('fn/function.json', '{}');
    tree.write('other/project.json', JSON.stringify({ name: 'other' }));
    const other = { layerName: 'shared-python3-12', runtimes: ['python3.9'], requirements: 'a.in' };
    tree.write('other/layer.json', JSON.stringify(other));
    const before = filesOf(tree);
    await expect(layer(tree, { ...dependencies, ...options })).rejects.toThrow(message);
    expect(filesOf(tree)).toEqual(before);
  });
});

it('a layer without packages and own code is an error, and nothing is written', async () => {
  const before = filesOf(tree);
  await expect(layer(tree, { name: 'bare' })).rejects.toThrow(
    /^definition\/invalid: the layer “bare” would be empty: [^]*hint: Set --requirements=.*--sources=src/,
  );
  expect(filesOf(tree)).toEqual(before);
});

it('the prompts offer all runtimes and architectures', () => {
  const schema = JSON.parse(readFileSync(new URL('./schema.json', import.meta.url), 'utf8')) as {
    properties: Record<string, { 'x-prompt'?: { items: readonly string[] } }>;
  };
  expect(schema.properties['runtime']?.['x-prompt']?.items.toSorted()).toEqual(runtimes.toSorted());
  expect(schema.properties['architectures']?.['x-prompt']?.items).toEqual([
    ...architectures,
    architectures.join(),
  ]);
});

it('the executors accept the definition', async () => {
  await layer(tree, { ...dependencies, sources: 'src' });
  const text = tree.read('apps/dependencies-layer/layer.json', 'utf8') ?? '';
  expect(await parseLayerDefinition(text, 'layer.json')).toMatchObject({ sources: 'src' });
});
