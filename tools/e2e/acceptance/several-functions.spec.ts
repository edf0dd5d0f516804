import { readFile, readdir, rm } from 'node:fs/promises';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { consumerWorkspace } from '../src/workspace/consumer-workspace.ts';
import { writeWorkspaceFile } from '../src/workspace/projects.ts';
import { cachedTasks, outputOf, runNx } from '../src/workspace/run-nx.ts';
import type { Workspace } from '../src/workspace/workspace.ts';

// Nine functions in one folder that belongs to no project: built once, deployed, tested, changed in part.

const names = ['create', 'get', 'list', 'update', 'delete', 'search', 'export', 'report', 'notify'] as const;
const stub = { STORE_URL: 'http://stub' };

let workspace: Workspace;
let aws: LocalAws;

const write = (file: string, content: unknown): Promise<void> =>
  writeWorkspaceFile(workspace, file, typeof content === 'string' ? content : JSON.stringify(content));

const handler = (name: string): string => `import os

from shared import greet


def handle(event, context):
    return {"said": greet("${name}"), "level": os.environ["LEVEL"], "store": os.environ.get("STORE_URL")}
`;

const cases = (name: string, level = 'INFO') => [
  { name: 'answers', expect: { said: `hello ${name}`, level, store: null } },
];

const table = () => ({
  runtime: 'python3.12',
  sources: '../../services/orders',
  role: 'arn:aws:iam::000000000000:role/orders',
  environment: { LEVEL: 'INFO' },
  timeoutSeconds: 30,
  functionName: 'shop-{name}',
  functions: Object.fromEntries(
    names.map((name) => [name, { handler: `${name}_order.handle`, smoke: cases(name) }]),
  ),
});

const nx = (...args: readonly string[]): Promise<ProcessRun> => runNx(workspace.root, args, aws.env);
const text = (path: string): Promise<string> => readFile(workspace.path(path), 'utf8');
const result = async (name: string, file: string): Promise<unknown> =>
  JSON.parse(await text(`dist/apps/shop/functions/${name}/${file}.json`));

beforeAll(async () => {
  [workspace, aws] = await Promise.all([
    consumerWorkspace({ plugins: ['@layerkit/layer/plugin', '@layerkit/lambda/plugin'] }),
    startLocalAws(),
  ]);
  await write('services/orders/shared.py', 'def greet(name):\n    return f"hello {name}"\n');
  await write('services/orders/requirements.txt', 'boto3\n');
  for (const name of names) await write(`services/orders/${name}_order.py`, handler(name));
  await write('apps/shop/function.json', table());
}, 120_000);
afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

// The tests depend on one another: each changes one thing and leaves its result to the next.
it('nine functions over one folder have one zip, without the files of tools', async () => {
  const run = await nx('run', 'shop:build');
  expect(run).toMatchObject({ exitCode: 0 });
  expect(outputOf(run, 'shop')).toContain(`  for 9 functions: ${names.join(', ')}`);
  expect(outputOf(run, 'shop')).toContain('left out as project files: 1 file (requirements.txt');
  expect(await readdir(workspace.path('dist/apps/shop'))).toEqual(['.building', 'python3.12-x86_64']);
  const manifest: unknown = JSON.parse(await text('dist/apps/shop/python3.12-x86_64/manifest.json'));
  expect(manifest).toMatchObject({
    functionName: 'shop-create',
    functionNames: names.map((name) => `shop-${name}`),
    zip: { entries: 10 },
  });
}, 60_000);

it('a dry run prints one plan for all and changes nothing', async () => {
  const run = await nx('run', 'shop:deploy', '--dryRun');
  expect(run).toMatchObject({ exitCode: 0 });
  expect(cachedTasks(run)).toEqual(['shop:build']);
  expect(outputOf(run, 'shop')).toContain('plan for 9 functions: 9 create');
  expect(await aws.lambda.functions.get('shop-create')).toBeUndefined();
}, 60_000);

it('smoke deploys and tests all of them', async () => {
  const run = await nx('run', 'shop:smoke');
  expect(run).toMatchObject({ exitCode: 0 });
  expect(outputOf(run, 'shop')).toContain('9 functions: 9 created');
  for (const name of names) {
    expect(await result(name, 'deployment')).toMatchObject({
      status: 'created',
      functionName: `shop-${name}`,
    });
    expect(await result(name, 'smoke')).toMatchObject({ passed: true });
  }
}, 120_000);

it('a change to one function changes only that one', async () => {
  const { functions, ...defaults } = table();
  const list = { ...functions['list'], environment: { LEVEL: 'DEBUG' }, smoke: cases('list', 'DEBUG') };
  await write('apps/shop/function.json', { ...defaults, functions: { ...functions, list } });
  const run = await nx('run', 'shop:deploy');
  expect(run).toMatchObject({ exitCode: 0 });
  expect(outputOf(run, 'shop')).toContain('plan for 9 functions: 8 unchanged, 1 update');
  expect(outputOf(run, 'shop')).toContain('9 functions: 8 unchanged, 1 updated');
}, 60_000);

it('a change in the folder rebuilds the zip, and --only deploys and tests some functions', async () => {
  await write('services/orders/shared.py', 'def greet(name):\n    return "hello " + name\n');
  const before = await aws.lambda.functions.get('shop-get');
  const run = await nx('run', 'shop:smoke', '--only=list,create');
  expect(run).toMatchObject({ exitCode: 0 });
  expect(cachedTasks(run)).toEqual([]);
  expect(outputOf(run, 'shop')).toContain('2 functions: 2 updated');
  expect(await aws.lambda.functions.get('shop-get')).toEqual(before);
  const unknown = await nx('run', 'shop:deploy', '--only=lists');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.output).toContain('“lists”; did you mean list?');
}, 120_000);

it('one that can’t be planned keeps all from being changed', async () => {
  const live = { functionName: 'shop-audit', architecture: 'x86_64' } as const;
  const zip = await readFile(workspace.path('dist/apps/shop/python3.12-x86_64/function.zip'));
  const role = 'arn:aws:iam::000000000000:role/other';
  const configuration = { runtime: 'python3.12', handler: 'get_order.handle', role } as const;
  await aws.lambda.functions.create({ ...live, zip, configuration });
  const { functions, ...defaults } = table();
  const audit = { handler: 'get_order.handle', memoryMb: 512 };
  await write('apps/shop/function.json', { ...defaults, functions: { ...functions, audit } });
  const run = await nx('run', 'shop:deploy');
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain('1 of 10 functions can’t be deployed; nothing was changed');
  expect(run.output).toContain('audit: deploy/not-adopted: shop-audit exists');
  expect(await result('audit', 'deploy.failure')).toMatchObject({ code: 'deploy/not-adopted' });
  // get still has the code from before the change in the folder
  const [get, list] = await Promise.all(
    ['shop-get', 'shop-list'].map((name) => aws.lambda.functions.get(name)),
  );
  expect(get?.codeSha256).not.toBe(list?.codeSha256);
}, 60_000);

it('a case with an environment runs in a copy, which is deleted', async () => {
  const { functions, ...defaults } = table();
  const stubbed = {
    ...functions['get'],
    smoke: [...cases('get'), { name: 'with a stub', environment: stub, expect: { store: 'http://stub' } }],
  };
  await write('apps/shop/function.json', { ...defaults, functions: { ...functions, get: stubbed } });
  const run = await nx('run', 'shop:smoke', '--only=get');
  expect(run).toMatchObject({ exitCode: 0 });
  expect(outputOf(run, 'shop')).toMatch(/passed {2}with a stub, in a temporary copy with its own STORE_URL/);
  const state = await aws.lambda.functions.get('shop-get');
  expect(state?.configuration.environment).toEqual({ LEVEL: 'INFO' });
  const left: string[] = [];
  for await (const { functionName } of aws.lambda.temporary.listFunctions()) left.push(functionName);
  expect(left.toSorted()).toEqual(['shop-audit', ...names.map((name) => `shop-${name}`)].toSorted());
}, 120_000);

it('a handler that is gone fails the build and names its functions', async () => {
  await rm(workspace.path('services/orders/report_order.py'));
  const run = await nx('run', 'shop:build');
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain('shop-report: its handler “report_order.handle” needs report_order.py');
}, 60_000);
