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

afterAll(() => void (logger.info = info));
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

const executors = ['build', 'inspect', 'deploy', 'smoke'];

describe('a new function', () => {
  it('is a project with a definition, a handler and a smoke case, whose targets Nx infers', async () => {
    expect(await newFiles({ name: 'orchestrator' })).toEqual(
      ['function.json', 'src/orchestrator/__init__.py', 'src/orchestrator/handler.py'].map(
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
        '"""The handler of orchestrator: orchestrator.handler.handle."""',
        '',
        'from typing import Any',
        '',
        '',
        'def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:',
        '    return {"message": "Hello from orchestrator"}',
        '',
      ].join('\n'),
    );
  });

  it('adds the plugin to nx.json that infers its targets, and no other plugin', async () => {
    await lambdaFunction(tree, { name: 'orchestrator' });
    expect(readJson<NxJsonConfiguration>(tree, 'nx.json').plugins).toEqual(['@layerkit/lambda/plugin']);
  });

  it('names its targets in project.json on request, with defaults in nx.json', async () => {
    await lambdaFunction(tree, { name: 'orchestrator', explicit: true });
    const { targets, ...project } = readProjectConfiguration(tree, 'orchestrator');
    expect(targets).toEqual(
      Object.fromEntries(executors.map((name) => [name, { executor: `@layerkit/lambda:${name}` }])),
    );
    // CI workflows select projects by the tag
    expect(project).toMatchObject({ projectType: 'application', tags: ['layerkit:function'] });
    const { plugins, targetDefaults = {} } = readJson<NxJsonConfiguration>(tree, 'nx.json');
    expect(plugins).toEqual(['@layerkit/lambda/graph']);
    expect(Object.keys(targetDefaults).filter((name) => name.startsWith('@layerkit/'))).toEqual(
      ['lock', ...executors].map((name) => `@layerkit/lambda:${name}`),
    );
  });

  it('keeps the order of its layers and gets a target that all of them are built for', async () => {
    const arn = 'arn:aws:lambda:{region}:123456789012:layer:vendor-{runtime}:7';
    await lambdaFunction(tree, { name: 'orchestrator', layers: `above, ${arn}, below` });
    expect(definitionOf('orchestrator')).toMatchObject({
      runtime: 'python3.12',
      architecture: 'arm64',
      layers: ['above', arn, 'below'],
    });
  });

  it('has the values of the options', async () => {
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

  it('keeps an existing handler and does not expect a response from it', async () => {
    tree.write('apps/old/src/app.py', 'def handle(event, context):\n    return 1\n');
    expect(await newFiles({ name: 'old', handler: 'app.handle' })).toEqual(['apps/old/function.json']);
    expect(definitionOf('old')).toMatchObject({ smoke: [{ name: 'answers', event: {} }] });
    expect(JSON.stringify(definitionOf('old'))).not.toContain('Hello');
  });

  it('finds its handler in a folder of another name: the project’s own, or one below it', async () => {
    tree.write('services/report/report/__init__.py', '');
    tree.write('services/report/report/handler.py', 'def handle(event, context):\n    return 1\n');
    for (const file of ['sls/handler.py', 'sam/src/app/my-handler.py']) tree.write(file, '');
    tree.write('deep/lib/python/app/__init__.py', '');
    tree.write('deep/.venv/app/__init__.py', '');
    tree.write('deep/inner/project.json', '{"name":"inner"}');
    tree.write('deep/inner/app.py', '');
    const cases = [
      { name: 'report', directory: 'services/report', handler: 'report.handler.handle', sources: '.' },
      { name: 'sls', directory: 'sls', handler: 'handler.hello', sources: '.' },
      { name: 'deep', directory: 'deep', handler: 'app.main', sources: 'lib/python' },
      { name: 'sam', directory: 'sam', handler: 'src/app/my-handler.main', sources: '.' },
    ];
    for (const { sources, ...options } of cases) {
      const before = Object.keys(filesOf(tree));
      await lambdaFunction(tree, { ...options, explicit: true });
      const added = Object.keys(filesOf(tree)).filter((path) => !before.includes(path));
      expect(added.filter((path) => path.startsWith(options.directory))).toEqual(
        ['function.json', 'project.json'].map((file) => `${options.directory}/${file}`),
      );
      expect(readJson(tree, `${options.directory}/function.json`)).toMatchObject({ sources });
      expect(said.at(-1)).toMatch(/^The handler’s module .* already exists and is not changed; sources is “/);
      // the same options again change nothing
      const after = filesOf(tree);
      await lambdaFunction(tree, { ...options, sources: `./${sources}/` });
      expect(filesOf(tree)).toEqual(after);
    }
    expect(readProjectConfiguration(tree, 'report').targets).toMatchObject({
      build: { inputs: expect.arrayContaining(['{projectRoot}/**/*', '!{projectRoot}/README.md']) },
    });
  });

  it('uses the given sources and names a module of the same name elsewhere', async () => {
    tree.write('apps/old/app.py', '');
    await lambdaFunction(tree, { name: 'old', handler: 'app.handle', sources: 'code' });
    expect(tree.read('apps/old/code/app.py', 'utf8')).toContain('def handle(');
    expect(definitionOf('old')).toMatchObject({ sources: 'code' });
    expect(said.at(-1)).toMatch(
      /^apps\/old\/code\/app\.py is new and .* existing files \(app\.py\) are not changed/,
    );
  });

  it('names existing code of another name', async () => {
    tree.write('apps/old/main.py', '');
    expect(await newFiles({ name: 'old' })).toContain('apps/old/src/old/handler.py');
    expect(said.at(-1)).toMatch(/^apps\/old\/src\/old\/handler\.py is new and .*\(main\.py\)/);
  });

  it('adds a project.json to an existing function.json if it names its targets', async () => {
    const definition = { functionName: 'old', runtime: 'python3.9', handler: 'app.main' };
    tree.write('apps/old/function.json', JSON.stringify(definition));
    expect(await newFiles({ name: 'old', explicit: true })).toEqual(['apps/old/project.json']);
    expect(readProjectConfiguration(tree, 'old').targets).toHaveProperty('smoke');
    expect(readJson(tree, 'apps/old/function.json')).toEqual(definition);
  });

  it('has modules that hide no standard module of Python', async () => {
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

it('a function can’t have the name of another one on AWS, or the folder of a layer', async () => {
  await lambdaFunction(tree, { name: 'one' });
  tree.write('apps/deps/layer.json', '{}');
  const before = filesOf(tree);
  await expect(lambdaFunction(tree, { name: 'two', functionName: 'one' })).rejects.toThrow(
    /^workspace\/name-taken: the function name “one” is already used by the project one \(apps\/one\/function\.json\)/,
  );
  await expect(lambdaFunction(tree, { name: 'deps' })).rejects.toThrow(
    /^workspace\/conflict: apps\/deps has a layer\.json/,
  );
  expect(filesOf(tree)).toEqual(before);
});

it('a function whose own code is the whole folder depends on every file except the README', async () => {
  const definition = { functionName: 'whole', runtime: 'python3.12', handler: 'app.handle', sources: '.' };
  tree.write('apps/whole/function.json', JSON.stringify(definition));
  await lambdaFunction(tree, { name: 'whole', explicit: true });
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

describe('a second run', () => {
  const options = { name: 'orchestrator', layers: 'below,above', architecture: 'arm64' };
  beforeEach(async () => {
    await lambdaFunction(tree, options);
  });

  it('changes nothing and keeps edited files', async () => {
    tree.write('apps/orchestrator/src/orchestrator/handler.py', '# mine\n');
    const before = filesOf(tree);
    await lambdaFunction(tree, options);
    await lambdaFunction(tree, { name: 'orchestrator' });
    expect(filesOf(tree)).toEqual(before);
  });

  it('with other options fails, names each of them and changes nothing', async () => {
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

describe('before anything is written, an error reports', () => {
  const cases: readonly (readonly [string, Partial<FunctionGeneratorSchema>, RegExp])[] = [
    ['the name of a layer', { name: 'below' }, /^workspace\/name-taken: .*“below” in apps\/below/],
    ['a name AWS rejects', { name: 'a'.repeat(65) }, /^definition\/invalid: [^]*functionName: must be/],
    ['an unknown runtime', { runtime: 'py312' }, /^platform\/unknown-runtime: [^]*mean python3\.12\?/],
    ['an unknown architecture', { architecture: 'x64' }, /^platform\/unknown-[^]*mean x86_64\?/],
    [
      'a handler without a module',
      { handler: 'handler' },
      /^definition\/invalid: the handler “handler” does not name a function/,
    ],
    [
      'a path out of the code as a handler',
      { handler: '../app.handle' },
      /^definition\/invalid: the handler “\.\.\/app\.handle”/,
    ],
    [
      'a handler in two places',
      { directory: 'two', handler: 'app.handle' },
      /^function\/invalid: [^]*in two\n {2}- a\/app\.py: --sources=a\n {2}- b\/app\.py: --sources=b\n/,
    ],
    [
      'a handler without its package',
      { directory: 'pack', handler: 'app.handle' },
      /^function\/invalid: [^]*- shop\/app\.py: --sources=shop\n.*start the handler with the package’s name/,
    ],
    ['a role that is not an ARN', { role: 'admin' }, /^definition\/invalid: [^]*role: must be the ARN/],
    [
      'an unknown layer',
      { layers: 'beneath' },
      /^workspace\/unknown-project: [^]*Use a layer of this workspace: above, below, old\./,
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
