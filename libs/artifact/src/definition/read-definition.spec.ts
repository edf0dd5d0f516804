import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingCodes } from '../manifest/finding.ts';
import { readFunctionDefinition, readLayerDefinition } from './read-definition.ts';
import { layerNameFor, targetsOf } from './targets.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const emptyProject = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'definition-'));
  folders.push(folder);
  return folder;
};

const projectWith = async (file: string, content: unknown): Promise<string> => {
  const folder = await emptyProject();
  await writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
};

const layer = { layerName: 'deps', runtimes: ['python3.12'], requirements: 'requirements.in' };

describe('layer.json', () => {
  it('gets the defaults of absent fields', async () => {
    await expect(readLayerDefinition(await projectWith('layer.json', layer))).resolves.toEqual({
      ...layer,
      architectures: ['x86_64'],
      bytecode: 'none',
      prune: ['bytecode', 'tests', 'stubs'],
    });
  });

  it('uses the requirements.in next to it if it names neither requirements nor sources', async () => {
    const { requirements, ...silent } = layer;
    const folder = await projectWith('layer.json', silent);
    await expect(readLayerDefinition(folder)).rejects.toThrowWithCode('definition/invalid');
    await writeFile(join(folder, 'requirements.in'), 'six\n');
    await expect(readLayerDefinition(folder)).resolves.toMatchObject({ requirements });
    await writeFile(join(folder, 'layer.json'), JSON.stringify({ ...silent, sources: 'src' }));
    const { requirements: none } = await readLayerDefinition(folder);
    expect(none).toBeUndefined();
    await writeFile(join(folder, 'layer.json'), JSON.stringify({ ...silent, layerName: 'a b' }));
    await expect(readLayerDefinition(folder)).rejects.toMatchObject({
      problems: [expect.stringMatching(/^layerName: .*; found "a b"$/)],
    });
  });

  it('needs entry modules if bytecode is “imported”', async () => {
    const wanted = { ...layer, bytecode: 'imported' };
    const read = async (fields: object) => readLayerDefinition(await projectWith('layer.json', fields));
    await expect(read(wanted)).rejects.toThrowWithCode('definition/invalid');
    await expect(read({ ...wanted, entryModules: ['not a module'] })).rejects.toThrowWithCode(
      'definition/invalid',
    );
    const entryModules = ['strands', 'strands.models.bedrock', 'größe'];
    await expect(read({ ...wanted, entryModules })).resolves.toMatchObject({ entryModules });
  });

  it('reports every problem at once, each with its place', async () => {
    const bad = {
      layerName: 'a b',
      runtimes: ['python2.7', 'python3.12'],
      requirement: 'x',
      prune: ['tests', 'tests'],
    };
    const folder = await projectWith('layer.json', bad);
    await expect(readLayerDefinition(folder)).rejects.toThrowWithCode('definition/invalid', {
      problems: [
        'layerName: must contain only letters, digits, -, _ and the placeholders {runtime} and {architecture}; found "a b"',
        expect.stringMatching(/^runtimes\.0: "python2\.7" is not one of .*python3\.12/),
        'prune: must not contain duplicates; found ["tests","tests"]',
        'unknown field "requirement"; did you mean requirements?',
      ],
      hint: expect.stringContaining('@layerkit/layer/schemas'),
    });
  });

  it('lists the first 50 problems', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`colour${at}`, at]));
    const folder = await projectWith('layer.json', { ...layer, ...unknown });
    await expect(readLayerDefinition(folder)).rejects.toThrowWithCode('definition/invalid', {
      problems: [
        ...Array.from({ length: 50 }, (_, at): unknown =>
          expect.stringContaining(`unknown field "colour${at}"`),
        ),
        'and 10 more',
      ],
    });
  });

  it.each<[string, unknown, string[]]>([
    [
      'an unknown rule',
      ['tets'],
      [expect.stringMatching(/^prune\.0: "tets" is not one of bytecode, tests, stubs/)],
    ],
    [
      'an unknown rule in an object',
      { rules: ['tets'] },
      [expect.stringMatching(/^prune\.rules\.0: "tets" is not one of/)],
    ],
    [
      'a glob that matches no path in the zip',
      { exclude: ['numpy/**'] },
      [expect.stringMatching(/^prune\.exclude\.0: must begin with python\//)],
    ],
    ['an unknown field', { exlude: [] }, ['prune: unknown field "exlude"; did you mean exclude?']],
    [
      'half of the SDK',
      { runtimeProvided: { boto3: '1.40.0' } },
      ['prune.runtimeProvided.botocore: is missing'],
    ],
    [
      'a value that is neither a list nor an object',
      'tests',
      ['prune: must be a list or an object, not a string'],
    ],
  ])('reports the problem of a prune with %s', async (_, prune, problems) => {
    const folder = await projectWith('layer.json', { ...layer, prune });
    await expect(readLayerDefinition(folder)).rejects.toMatchObject({ problems });
  });

  it('suggests near fields and values, or lists the allowed fields at that place', async () => {
    const folder = await projectWith('layer.json', {
      ...layer,
      runtimes: ['python312'],
      audit: { ignore: [{ code: 'binary/mac', reason: 'x', because: 'y' }] },
      colour: 'red',
      prune: { tests: true },
    });
    await expect(readLayerDefinition(folder)).rejects.toMatchObject({
      problems: [
        expect.stringMatching(/^runtimes\.0: "python312" is not one of .*; did you mean python3\.12/),
        'prune: unknown field "tests"; allowed are rules, include, exclude, botocoreServices, runtimeProvided',
        `audit.ignore.0.code: "binary/mac" is not one of the ${String(findingCodes.length)} allowed values; did you mean binary/macos or binary/musl?`,
        'audit.ignore.0: unknown field "because"; allowed are code, path, package, reason',
        expect.stringMatching(/^unknown field "colour"; allowed are layerName, .*, audit, verify$/),
      ],
    });
  });

  it('accepts a prune with settings other than rules', async () => {
    const prune = { exclude: ['python/a/**'], botocoreServices: ['s3'] };
    const { prune: read } = await readLayerDefinition(await projectWith('layer.json', { ...layer, prune }));
    expect(read).toEqual({ ...prune, rules: ['bytecode', 'tests', 'stubs'], include: [] });
  });

  it('ignores a finding only with a known code and a reason', async () => {
    const rules = [
      { code: 'binary/macos', reason: ' ' },
      { code: 'binary/mac', reason: 'x' },
      { code: 'size/zipped' },
    ];
    const folder = await projectWith('layer.json', { ...layer, audit: { ignore: rules } });
    await expect(readLayerDefinition(folder)).rejects.toThrowWithCode('definition/invalid', {
      problems: [
        expect.stringMatching(/^audit\.ignore\.0\.reason: /),
        expect.stringMatching(/^audit\.ignore\.1\.code: "binary\/mac" is not one of/),
        'audit.ignore.2.reason: is missing',
      ],
    });
  });

  it('reports a missing field as missing, and a wrong type with both types', async () => {
    const noRuntime = await projectWith('function.json', { functionName: 'f', handler: 'app.handle' });
    await expect(readFunctionDefinition(noRuntime)).rejects.toMatchObject({
      problems: ['runtime: is missing'],
    });
    const folder = await projectWith('layer.json', { runtimes: 'python3.12', description: 5 });
    await expect(readLayerDefinition(folder)).rejects.toMatchObject({
      problems: [
        'layerName: is missing',
        'description: must be a string, not a number',
        'runtimes: must be a list, not a string',
      ],
    });
  });

  it.each(['/etc/requirements.in', '../requirements.in', 'a/../../b', 'C:/x', 'a\\b'])(
    'refuses a requirements path outside the project: %s',
    async (requirements) => {
      const folder = await projectWith('layer.json', { ...layer, requirements });
      await expect(readLayerDefinition(folder)).rejects.toThrowWithCode('definition/invalid');
    },
  );

  it.each([
    [{ file: '../../uv.lock', extras: ['s3'], groups: ['layer'], package: 'app' }],
    [{ file: 'sub/pyproject.toml', extras: ['a', 'b'] }],
    [{ file: 'requirements.in' }],
  ])('accepts requirements with extras, groups and a package: %j', async (requirements) => {
    const folder = await projectWith('layer.json', { ...layer, requirements });
    expect(await readLayerDefinition(folder)).toMatchObject({ requirements });
  });

  it.each([
    [{ requirements: { file: 'requirements.in', extras: ['a'] } }],
    [{ requirements: { file: 'pyproject.toml', package: 'a' } }],
    [{ requirements: { file: 'a/../../uv.lock' } }],
    [{ requirements: { file: 'uv.lock', groups: ['a', 'a'] } }],
    [{ requirements: 'requirements.in', constraints: '/etc/c.txt' }],
    [{ requirements: 'requirements.in', allowBuild: ['a==1'] }],
    [{ requirements: undefined, sources: 'src', allowBuild: ['a'] }],
  ])('refuses %j', async (fields) => {
    const folder = await projectWith('layer.json', { ...layer, ...fields });
    await expect(readLayerDefinition(folder)).rejects.toThrowWithCode('definition/invalid');
  });

  it('refuses a layer without requirements and sources', async () => {
    const folder = await projectWith('layer.json', { layerName: 'deps', runtimes: ['python3.12'] });
    await expect(readLayerDefinition(folder)).rejects.toMatchObject({
      problems: ['a layer needs requirements, sources or files'],
    });
  });

  it('reports a missing file, and a file that is not valid JSON', async () => {
    const empty = await emptyProject();
    await expect(readLayerDefinition(empty)).rejects.toThrowWithCode('definition/not-found');
    const broken = await projectWith('layer.json', '{');
    await expect(readLayerDefinition(broken)).rejects.toThrowWithCode('definition/invalid', {
      message: `${join(broken, 'layer.json')} is not valid JSON`,
      problems: ['line 1, column 2: a } is missing'],
    });
  });
});

describe('the targets of a layer', () => {
  it('are each runtime on each architecture, and fill the placeholders of its name', async () => {
    const folder = await projectWith('layer.json', {
      ...layer,
      layerName: 'deps-{runtime}-{architecture}',
      runtimes: ['python3.12', 'python3.13'],
      architectures: ['x86_64', 'arm64'],
    });
    const definition = await readLayerDefinition(folder);
    expect(targetsOf(definition).map((target) => layerNameFor(definition, target))).toEqual([
      'deps-python3-12-x86_64',
      'deps-python3-12-arm64',
      'deps-python3-13-x86_64',
      'deps-python3-13-arm64',
    ]);
  });
});

describe('function.json', () => {
  const fn = { functionName: 'orchestrator', runtime: 'python3.12', handler: 'app.handle' };

  it('gets no values for absent settings, because deploy leaves those as they are', async () => {
    const definition = await readFunctionDefinition(await projectWith('function.json', fn));
    expect(definition).toMatchObject({ architecture: 'x86_64', smoke: [] });
    const stated = Object.keys(definition);
    expect(stated).not.toEqual(expect.arrayContaining([expect.stringMatching(/memory|timeout|layers|env/)]));
  });

  it('refuses six layers, duplicate layers and too much memory, as Lambda does', async () => {
    const six = { ...fn, layers: ['a', 'b', 'c', 'd', 'e', 'f'], memoryMb: 20_000 };
    await expect(readFunctionDefinition(await projectWith('function.json', six))).rejects.toMatchObject({
      problems: [expect.stringMatching(/^memoryMb/), expect.stringMatching(/^layers/)],
    });
    const twice = { ...fn, layers: ['a', 'a'] };
    await expect(readFunctionDefinition(await projectWith('function.json', twice))).rejects.toMatchObject({
      problems: ['layers: must not contain duplicates; found ["a","a"]'],
    });
  });

  it('shows no value of the environment, which may be a secret', async () => {
    const folder = await projectWith('function.json', {
      ...fn,
      environment: { 'NOT-A-NAME': 'secret', TOKEN: { nested: 'secret' }, PIN: 31415 },
    });
    const failed = readFunctionDefinition(folder);
    await expect(failed).rejects.toMatchObject({
      problems: [
        expect.stringContaining('NOT-A-NAME'),
        expect.stringContaining('TOKEN.fromEnvironment'),
        expect.stringContaining('TOKEN: unknown field'),
        expect.stringContaining('PIN'),
      ],
    });
    await expect(failed).rejects.not.toMatchObject({
      problems: expect.arrayContaining([expect.stringMatching(/secret|31415/)]),
    });
  });
});
