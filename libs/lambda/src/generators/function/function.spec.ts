import { logger, readJson, readProjectConfiguration, type NxJsonConfiguration, type Tree } from '@nx/devkit';
import { emptyWorkspace, filesOf } from '@layerkit/testing-workspaces';
import lambdaFunction from './function.ts';
import type { FunctionGeneratorSchema } from './schema.d.ts';

const { info } = logger;
let tree: Tree;
let said: string[];

const writeLayer = (name: string, runtimes: readonly string[], architectures = ['x86_64', 'arm64']): void => {
  tree.write(`apps/${name}/project.json`, JSON.stringify({ name }));
  const definition = { layerName: name, runtimes, architectures, sources: 'src' };
  tree.write(`apps/${name}/layer.json`, JSON.stringify(definition));
};

afterAll(() => {
  logger.info = info;
});
beforeEach(() => {
  said = [];
  logger.info = (line: string) => void said.push(line);
  tree = emptyWorkspace();
  writeLayer('below', ['python3.11', 'python3.12']);
  writeLayer('above', ['python3.12'], ['arm64']);
});

const newFiles = async (options: FunctionGeneratorSchema): Promise<readonly string[]> => {
  const before = filesOf(tree);
  await lambdaFunction(tree, options);
  return Object.keys(filesOf(tree)).filter((path) => path.startsWith('apps/') && !(path in before));
};

const definitionOf = (name: string): object => readJson(tree, `apps/${name}/function.json`);

describe('what a new function is', () => {
  it('a project with its definition, its handler, a smoke case and its targets', async () => {
    expect(await newFiles({ name: 'orchestrator' })).toEqual(
      ['function.json', 'project.json', 'src/orchestrator/__init__.py', 'src/orchestrator/handler.py'].map(
        (name) => `apps/orchestrator/${name}`,
      ),
    );
    expect(definitionOf('orchestrator')).toEqual({
      $schema: '../../node_modules/@layerkit/lambda/schemas/function.schema.json',
      functionName: 'orchestrator',
      runtime: 'python3.13',
      architecture: 'x86_64',
      handler: 'orchestrator.handler.handle',
      layers: [],
      smoke: [{ name: 'answers', event: {}, expect: { message: 'Hello from orchestrator' } }],
    });
    expect(tree.read('apps/orchestrator/src/orchestrator/handler.py', 'utf8')).toBe(
      [
        '"""What Lambda calls for orchestrator: orchestrator.handler.handle."""',
        '',
        'from typing import Any',
        '',
        '',
        'def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:',
        '    return {"message": "Hello from orchestrator"}',
        '',
      ].join('\n'),
    );
    expect(readProjectConfiguration(tree, 'orchestrator').targets).toEqual(
      Object.fromEntries(
        ['build', 'deploy', 'smoke'].map((name) => [name, { executor: `@layerkit/lambda:${name}` }]),
      ),
    );
  });

  it('set in a workspace that sees its layers, with no plugin it does not use', async () => {
    await lambdaFunction(tree, { name: 'orchestrator' });
    const { plugins, targetDefaults = {} } = readJson<NxJsonConfiguration>(tree, 'nx.json');
    expect(plugins).toEqual(['@layerkit/lambda/graph']);
    expect(Object.keys(targetDefaults).filter((name) => name.startsWith('@layerkit/'))).toEqual(
      ['build', 'deploy', 'smoke'].map((name) => `@layerkit/lambda:${name}`),
    );
  });

  it('with its layers in their order, on a target they are all built for', async () => {
    await lambdaFunction(tree, { name: 'orchestrator', layers: 'above, below' });
    expect(definitionOf('orchestrator')).toMatchObject({
      runtime: 'python3.12',
      architecture: 'arm64',
      layers: ['above', 'below'],
    });
  });

  it('with what is asked for', async () => {
    const options = {
      runtime: 'python3.11',
      architecture: 'arm64',
      handler: 'app.main',
      role: 'arn:aws:iam::123456789012:role/orchestrator',
      functionName: 'other',
    };
    expect(await newFiles({ ...options, name: 'orchestrator' })).toContain('apps/orchestrator/src/app.py');
    expect(definitionOf('orchestrator')).toMatchObject(options);
    expect(tree.read('apps/orchestrator/src/app.py', 'utf8')).toContain('def main(');
  });

  it('around code that is there: no word of what it should answer', async () => {
    tree.write('apps/old/src/app.py', 'def handle(event, context):\n    return 1\n');
    expect(await newFiles({ name: 'old', handler: 'app.handle' })).toEqual([
      'apps/old/function.json',
      'apps/old/project.json',
    ]);
    expect(definitionOf('old')).toMatchObject({ smoke: [{ name: 'answers', event: {} }] });
    expect(JSON.stringify(definitionOf('old'))).not.toContain('Hello');
  });

  it('in folders of other names: the project’s own, or one below it', async () => {
    tree.write('services/report/report/__init__.py', '');
    tree.write('services/report/report/handler.py', 'def handle(event, context):\n    return 1\n');
    tree.write('sls/handler.py', '');
    tree.write('deep/lib/python/app/__init__.py', '');
    tree.write('deep/.venv/app/__init__.py', '');
    tree.write('deep/inner/project.json', '{"name":"inner"}');
    tree.write('deep/inner/app.py', '');
    const cases = [
      { name: 'report', directory: 'services/report', handler: 'report.handler.handle', sources: '.' },
      { name: 'sls', directory: 'sls', handler: 'handler.hello', sources: '.' },
      { name: 'deep', directory: 'deep', handler: 'app.main', sources: 'lib/python' },
    ];
    for (const { sources, ...options } of cases) {
      const before = Object.keys(filesOf(tree));
      await lambdaFunction(tree, options);
      const added = Object.keys(filesOf(tree)).filter((path) => !before.includes(path));
      expect(added.filter((path) => path.startsWith(options.directory))).toEqual(
        ['function.json', 'project.json'].map((file) => `${options.directory}/${file}`),
      );
      expect(readJson(tree, `${options.directory}/function.json`)).toMatchObject({ sources });
      expect(said.at(-1)).toMatch(/is the handler’s module, and stays as it is; sources is “/);
      // the same words again change nothing
      const after = filesOf(tree);
      await lambdaFunction(tree, { ...options, sources: `./${sources}/` });
      expect(filesOf(tree)).toEqual(after);
    }
    expect(readProjectConfiguration(tree, 'report').targets).toMatchObject({
      build: { inputs: expect.arrayContaining(['{projectRoot}/**/*', '!{projectRoot}/README.md']) },
    });
  });

  it('with sources as asked; a module of that name elsewhere is spoken of', async () => {
    tree.write('apps/old/app.py', '');
    await lambdaFunction(tree, { name: 'old', handler: 'app.handle', sources: 'code' });
    expect(tree.read('apps/old/code/app.py', 'utf8')).toContain('def handle(');
    expect(definitionOf('old')).toMatchObject({ sources: 'code' });
    expect(said.at(-1)).toMatch(
      /^apps\/old\/code\/app\.py is new, .* what is there \(app\.py\) stays as it is/,
    );
  });

  it('beside code of another name, which is spoken of', async () => {
    tree.write('apps/old/main.py', '');
    expect(await newFiles({ name: 'old' })).toContain('apps/old/src/old/handler.py');
    expect(said.at(-1)).toMatch(/^apps\/old\/src\/old\/handler\.py is new, .*\(main\.py\)/);
  });

  it('without targets in project.json where Nx finds them itself', async () => {
    const plugins = ['@layerkit/lambda/plugin'];
    tree.write('nx.json', JSON.stringify({ plugins }));
    await lambdaFunction(tree, { name: 'orchestrator' });
    expect(readJson(tree, 'apps/orchestrator/project.json')).not.toHaveProperty('targets');
    expect(readJson(tree, 'nx.json')).toMatchObject({ plugins });
  });

  it('made a project of the function.json that waits in its folder', async () => {
    const definition = { functionName: 'old', runtime: 'python3.9', handler: 'app.main' };
    tree.write('apps/old/function.json', JSON.stringify(definition));
    expect(await newFiles({ name: 'old' })).toEqual(['apps/old/project.json']);
    expect(readProjectConfiguration(tree, 'old').targets).toHaveProperty('smoke');
    expect(readJson(tree, 'apps/old/function.json')).toEqual(definition);
  });

  it('tagged for the CI workflows', async () => {
    await lambdaFunction(tree, { name: 'orchestrator' });
    expect(readProjectConfiguration(tree, 'orchestrator').tags).toEqual(['layerkit:function']);
  });

  it('in modules that hide nothing of Python', async () => {
    for (const [name, module] of [
      ['json', 'json_function'],
      ['lambda', 'lambda_function'],
      ['My-API.v2', 'my_api_v2'],
    ] as const) {
      await lambdaFunction(tree, { name, functionName: module });
      expect(definitionOf(name)).toMatchObject({ handler: `${module}.handler.handle` });
    }
  });
});

it('is refused the name on AWS of another, and a folder with a layer', async () => {
  await lambdaFunction(tree, { name: 'one' });
  tree.write('apps/deps/layer.json', '{}');
  const before = filesOf(tree);
  await expect(lambdaFunction(tree, { name: 'two', functionName: 'one' })).rejects.toThrow(
    /^workspace\/name-taken: the function of one is called “one” on AWS already, as apps\/one\/function\.json says/,
  );
  await expect(lambdaFunction(tree, { name: 'deps' })).rejects.toThrow(
    /^workspace\/conflict: apps\/deps has a layer\.json/,
  );
  expect(filesOf(tree)).toEqual(before);
});

it('makes a project of a function.json that is there; where its sources are the whole folder, all of it counts but for the README', async () => {
  const definition = { functionName: 'whole', runtime: 'python3.12', handler: 'app.handle', sources: '.' };
  tree.write('apps/whole/function.json', JSON.stringify(definition));
  await lambdaFunction(tree, { name: 'whole' });
  expect(readProjectConfiguration(tree, 'whole').targets).toMatchObject({
    build: {
      executor: '@layerkit/lambda:build',
      inputs: [
        '{projectRoot}/**/*',
        '!{projectRoot}/README.md',
        { externalDependencies: ['@layerkit/lambda'] },
      ],
    },
    deploy: { executor: '@layerkit/lambda:deploy' },
  });
});

describe('run again', () => {
  const options = { name: 'orchestrator', layers: 'below,above', architecture: 'arm64' };
  beforeEach(async () => {
    await lambdaFunction(tree, options);
  });

  it('changes nothing, nor what a person has changed since', async () => {
    tree.write('apps/orchestrator/src/orchestrator/handler.py', '# mine\n');
    const before = filesOf(tree);
    await lambdaFunction(tree, options);
    await lambdaFunction(tree, { name: 'orchestrator' });
    expect(filesOf(tree)).toEqual(before);
  });

  it('with other options is an error that names each of them, and changes nothing', async () => {
    const before = filesOf(tree);
    const other = { ...options, layers: 'above,below', runtime: 'python3.13', handler: 'app.main' };
    await expect(lambdaFunction(tree, other)).rejects.toThrow(
      [
        '  - runtime: is python3.12, not python3.13',
        '  - handler: is orchestrator.handler.handle, not app.main',
        '  - layers: is below, above, not above, below',
      ].join('\n'),
    );
    expect(filesOf(tree)).toEqual(before);
  });
});

describe('an error before anything is written', () => {
  const cases: readonly (readonly [string, Partial<FunctionGeneratorSchema>, RegExp])[] = [
    ['a name that is a layer’s', { name: 'below' }, /^workspace\/name-taken: .*“below” in apps\/below/],
    ['a name AWS can’t have', { name: 'a'.repeat(65) }, /^definition\/invalid: [^]*functionName: must be/],
    ['a runtime of another kind', { runtime: 'py312' }, /^platform\/unknown-runtime: [^]*mean python3\.12\?/],
    ['an architecture of another kind', { architecture: 'x64' }, /^platform\/unknown-[^]*mean x86_64\?/],
    ['a handler that is none', { handler: 'handler' }, /^definition\/invalid: “handler” names no function/],
    ['a handler by path', { handler: 'src/app.handle' }, /^definition\/invalid: “src\/app\.handle”/],
    ['sources outside', { sources: '../src' }, /^definition\/invalid: [^]*sources: must be a path below/],
    [
      'a handler in two places',
      { directory: 'two', handler: 'app.handle' },
      /^function\/invalid: [^]*in two\n {2}- a\/app\.py: --sources=a\n {2}- b\/app\.py: --sources=b\n/,
    ],
    [
      'a handler without its package',
      { directory: 'pack', handler: 'app.handle' },
      /^function\/invalid: [^]*- shop\/app\.py: --sources=shop\n.*begins with the package’s name/,
    ],
    ['a role that is none', { role: 'admin' }, /^definition\/invalid: [^]*role: must be the ARN/],
    [
      'a layer that is none',
      { layers: 'beneath' },
      /^workspace\/unknown-project: [^]*are: above, below, old\./,
    ],
    [
      'layers without a runtime in common',
      { layers: 'old,above,below' },
      /^deploy\/incompatible-layer: [^]*python3\.13\/arm64[^]*- old is built for python3\.9 on/,
    ],
  ];

  it.each(cases)('%s', async (_, options, message) => {
    writeLayer('old', ['python3.9']);
    for (const path of ['two/a/app.py', 'two/b/app.py', 'pack/shop/__init__.py', 'pack/shop/app.py'])
      tree.write(path, '');
    const before = filesOf(tree);
    await expect(lambdaFunction(tree, { name: 'orchestrator', ...options })).rejects.toThrow(message);
    expect(filesOf(tree)).toEqual(before);
  });
});
