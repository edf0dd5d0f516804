import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFunctionDefinition } from '@layerkit/artifact/definition';
import { deployFunction, type FunctionState } from '@layerkit/publishing/functions';
import { publishLayer } from '@layerkit/publishing/layer-versions';
import { echoFiles, openWorkshop, writeZip, type Workshop } from '@layerkit/testing-artifacts';
import { emptyWorkspace } from '@layerkit/testing-workspaces';
import { logger, type Tree } from '@nx/devkit';
import fromExisting from '../../../libs/lambda/src/generators/from-existing/from-existing.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';

// A function that somebody made by hand: refused, adopted without loss, and turned into a project.

const functionName = 'made-by-hand';
const environment = { TOKEN: 'live-canary', LEVEL: 'DEBUG' };
const role = 'arn:aws:iam::000000000000:role/by-hand';
const { info } = logger;
const original = { ...process.env };

let aws: LocalAws;
let workshop: Workshop;
let tree: Tree;
let said: string[];

beforeAll(async () => {
  [aws, workshop] = await Promise.all([startLocalAws(), openWorkshop()]);
  Object.assign(process.env, aws.env);
  const zipPath = join(workshop.root, 'live.zip');
  await writeZip(zipPath, { ...echoFiles, 'data/words.json': '{"a":1}' });
  await aws.lambda.functions.create({
    functionName,
    architecture: 'x86_64',
    zip: await readFile(zipPath),
    configuration: {
      runtime: 'python3.12',
      role,
      handler: 'echo.handle',
      memoryMb: 1024,
      timeoutSeconds: 60,
      environment,
      logFormat: 'JSON',
      systemLogLevel: 'WARN',
      tracing: 'Active',
      vpc: { subnetIds: ['subnet-0a'], securityGroupIds: ['sg-0a'], ipv6: false },
    },
    tags: { team: 'payments' },
  });
});
beforeEach(() => {
  tree = emptyWorkspace();
  said = [];
  logger.info = (line: string) => void said.push(line);
});
afterAll(async () => {
  logger.info = info;
  process.env = original;
  await aws.stop();
  await workshop.close();
});

const generate = async (more: object = {}) => {
  await fromExisting(tree, { function: functionName, skipPackageJson: true, ...more });
  return tree.read(`apps/${functionName}/function.json`, 'utf8') ?? '';
};
const deploy = async (text: string, adopt: boolean) => {
  const definition = await parseFunctionDefinition(text, 'function.json');
  const artifact = await workshop.function(definition, { ...echoFiles, 'own.py': '' });
  const { layers, functions } = aws.lambda;
  return deployFunction({ project: 'by-hand', definition, artifact, attached: [], layers, functions, adopt });
};
const live = async (): Promise<FunctionState> => {
  const state = await aws.lambda.functions.get(functionName);
  if (state === undefined) throw new Error('there is no function');
  return state;
};

it('from-existing writes what is live, without the values of its environment', async () => {
  const text = await generate();
  expect(JSON.parse(text)).toEqual({
    $schema: '../../node_modules/@layerkit/lambda/schemas/function.schema.json',
    functionName: functionName,
    runtime: 'python3.12',
    handler: 'echo.handle',
    role,
    memoryMb: 1024,
    timeoutSeconds: 60,
    logFormat: 'JSON',
    applicationLogLevel: 'INFO',
    systemLogLevel: 'WARN',
    tracing: 'Active',
    vpc: { subnetIds: ['subnet-0a'], securityGroupIds: ['sg-0a'] },
    tags: { team: 'payments' },
    smoke: [],
  });
  expect(said.join('\n')).toContain('Its environment variables stay on AWS: LEVEL, TOKEN.');
  expect(said.join('\n')).not.toContain('live-canary');
  said = [];
  expect(await generate()).toBe(text);
  expect(said.join('\n')).toContain('Nothing to do');
});

it('from-existing copies code and environment on request, also by ARN', async () => {
  const { arn } = await live();
  const text = await generate({ function: arn, code: true, environment: true, name: functionName });
  expect(JSON.parse(text)).toMatchObject({ environment: environment });
  expect(tree.read(`apps/${functionName}/src/echo.py`, 'utf8')).toBe(echoFiles['echo.py']);
  // byte for byte: not formatted
  expect(tree.read(`apps/${functionName}/src/data/words.json`, 'utf8')).toBe('{"a":1}');
});

it('from-existing names layers by their ARNs', async () => {
  const layer = await workshop.layer('deps', 'python3.12/x86_64', { 'python/a.py': '\n' });
  const { layers, functions } = aws.lambda;
  await publishLayer({ artifacts: [layer], layers });
  const arn = 'arn:aws:lambda:eu-central-1:000000000000:layer:deps:1';
  await functions.create({
    functionName: 'layered',
    architecture: 'x86_64',
    zip: await readFile(join(workshop.root, 'live.zip')),
    configuration: { runtime: 'python3.12', role, handler: 'echo.handle', layers: [arn] },
  });
  const text = await generate({ function: 'layered', name: functionName });
  expect(JSON.parse(text)).toMatchObject({ layers: [arn] });
});

it('from-existing reports a function that does not exist, and a version', async () => {
  await expect(generate({ function: 'gone' })).rejects.toThrow(
    /function\/not-found: there is no function gone/,
  );
  await expect(generate({ function: 'x:1' })).rejects.toThrow(/definition\/invalid: “x:1” is neither/);
});

it('from-existing refuses a function that another project has', async () => {
  tree.write('apps/other/project.json', '{"name":"other"}');
  const other = { functionName, runtime: 'python3.12', handler: 'a.b' };
  tree.write('apps/other/function.json', JSON.stringify(other));
  await expect(generate()).rejects.toThrow(
    /workspace\/name-taken: the function name “made-by-hand” is already used by the project other/,
  );
});

it('deploy refuses the function, then adopts it without loss', async () => {
  const before = await live();
  const text = await generate();
  await expect(deploy(text, false)).rejects.toThrowWithCode('deploy/not-adopted', {
    problems: [expect.stringMatching(/^code: /)],
  });
  expect(await live()).toEqual(before);
  expect(await deploy(text, true)).toMatchObject({ status: 'updated' });
  const after = await live();
  expect(after.configuration).toEqual(before.configuration);
  expect(after.codeSha256).not.toBe(before.codeSha256);
  expect(after.tags).toEqual({ team: 'payments', 'layerkit:project': 'by-hand' });
  expect(await deploy(text, false)).toMatchObject({ status: 'unchanged' });
});
