import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rememberSecret } from '@layerkit/failure';
import { AggregateCreateNodesError } from '@nx/devkit';
import { createDependencies as edgesOfGraph } from '../graph.ts';
import { createDependencies, createNodes, createNodesV2 } from './plugin.ts';

let workspaceRoot: string;
beforeEach(async () => {
  workspaceRoot = await mkdtemp(join(tmpdir(), 'layerkit-plugin-'));
});
afterEach(() => rm(workspaceRoot, { recursive: true }));

const infer = async (texts: Readonly<Record<string, string>>) => {
  for (const [root, text] of Object.entries(texts)) {
    await mkdir(join(workspaceRoot, root), { recursive: true });
    await writeFile(join(workspaceRoot, root, 'function.json'), text);
  }
  const files = Object.keys(texts).map((root) => `${root}/function.json`);
  return createNodesV2[1](files, undefined, { workspaceRoot, nxJsonConfiguration: {} });
};

it('the plugin is the same for every version of Nx and adds the same edges as the graph plugin', () => {
  expect(createNodes).toBe(createNodesV2);
  expect(createDependencies).toBe(edgesOfGraph);
});

it.each([
  ['{ "runtime": "python3.12" }', 'AWS Lambda function for python3.12'],
  ['{}', 'AWS Lambda function'],
])('a function of %s is described as “%s”', async (text, description) => {
  const [[, { projects }] = ['', {}]] = await infer({ 'apps/one': text });
  expect(projects?.['apps/one']?.metadata).toEqual({ description });
});

it('a function gets its targets with inputs, outputs and dependencies', async () => {
  await mkdir(join(workspaceRoot, 'apps/one/code/py'), { recursive: true });
  const inferred = await infer({
    'apps/one': '{ "functionName": "one", "description": "First", "sources": "code/py" }',
  });
  expect(inferred).toMatchObject([
    [
      'apps/one/function.json',
      {
        projects: {
          'apps/one': {
            name: 'one',
            root: 'apps/one',
            projectType: 'application',
            metadata: { description: 'First' },
            tags: ['layerkit:function'],
            targets: {
              build: {
                executor: '@layerkit/lambda:build',
                cache: false,
                inputs: [
                  '{projectRoot}/function.json',
                  '{projectRoot}/code/py/**/*',
                  { externalDependencies: [] },
                ],
                outputs: [
                  '{workspaceRoot}/dist/{projectRoot}/*/function.zip',
                  '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
                ],
              },
              inspect: {
                executor: '@layerkit/lambda:inspect',
                dependsOn: ['build', { target: 'build', dependencies: true }],
              },
              deploy: {
                executor: '@layerkit/lambda:deploy',
                dependsOn: ['build', { target: 'publish', dependencies: true, params: 'forward' }],
              },
              smoke: {
                executor: '@layerkit/lambda:smoke',
                dependsOn: [{ target: 'deploy', params: 'forward' }],
              },
            },
          },
        },
      },
    ],
  ]);
});

it('own code is in src if function.json names no folder', async () => {
  const [[, { projects }] = ['', {}]] = await infer({ one: '{ "functionName": "one" }' });
  expect(projects?.['one']?.targets?.['build']?.inputs).toContain('{projectRoot}/src/**/*');
});

it('a function whose own code is the whole folder depends on every file except the README', async () => {
  const [[, { projects }] = ['', {}]] = await infer({ one: '{ "functionName": "one", "sources": "." }' });
  expect(projects?.['one']?.targets?.['build']?.inputs).toEqual([
    '{projectRoot}/function.json',
    '{projectRoot}/**/*',
    '!{projectRoot}/README.md',
    { externalDependencies: [] },
  ]);
});

it('a function with requirements has a lock target, and its build depends on the locks of its layers', async () => {
  await mkdir(join(workspaceRoot, 'layers/base'), { recursive: true });
  await writeFile(join(workspaceRoot, 'layers/base/layer.json'), '{ "layerName": "base" }');
  await mkdir(join(workspaceRoot, 'apps/web'), { recursive: true });
  const definition = { functionName: 'web', layers: ['base', 'gone'], requirements: 'requirements.in' };
  await writeFile(join(workspaceRoot, 'apps/web/function.json'), JSON.stringify(definition));
  await writeFile(join(workspaceRoot, 'apps/web/requirements.in'), 'httpx\n-r ../shared.txt\n');
  const found = await createNodesV2[1](['apps/web/function.json', 'layers/base/layer.json'], undefined, {
    workspaceRoot,
    nxJsonConfiguration: {},
  });
  const { lock, build } = found[0]?.[1].projects?.['apps/web']?.targets ?? {};
  expect(lock).toMatchObject({ executor: '@layerkit/lambda:lock', cache: false });
  expect(build?.inputs).toEqual([
    '{projectRoot}/function.json',
    '{projectRoot}/src/**/*',
    '{projectRoot}/lock/**/*',
    '{workspaceRoot}/layers/base/layer.json',
    '{workspaceRoot}/layers/base/lock/**/*',
    '{workspaceRoot}/apps/web/requirements.in',
    '{workspaceRoot}/apps/shared.txt',
    { externalDependencies: [] },
  ]);
});

it('several functions share a lock target and the locks of all their layers, and are described by their runtime', async () => {
  for (const name of ['base', 'extra']) {
    await mkdir(join(workspaceRoot, 'layers', name), { recursive: true });
    await writeFile(join(workspaceRoot, 'layers', name, 'layer.json'), `{ "layerName": "${name}" }`);
  }
  await mkdir(join(workspaceRoot, 'apps/shop'), { recursive: true });
  const functions = { one: { runtime: 'python3.12' }, two: { runtime: 'python3.13', layers: ['extra'] } };
  const definition = { layers: ['base'], requirements: 'requirements.in', functions };
  await writeFile(join(workspaceRoot, 'apps/shop/function.json'), JSON.stringify(definition));
  const found = await createNodesV2[1](
    ['apps/shop/function.json', 'layers/base/layer.json', 'layers/extra/layer.json'],
    undefined,
    { workspaceRoot, nxJsonConfiguration: {} },
  );
  const { metadata, targets } = found[0]?.[1].projects?.['apps/shop'] ?? {};
  expect(metadata).toEqual({ description: 'AWS Lambda function for python3.12' });
  expect(targets?.['lock']).toMatchObject({ executor: '@layerkit/lambda:lock' });
  expect(targets?.['build']?.inputs).toEqual(
    expect.arrayContaining([
      '{projectRoot}/lock/**/*',
      '{workspaceRoot}/layers/base/lock/**/*',
      '{workspaceRoot}/layers/extra/lock/**/*',
      '{workspaceRoot}/apps/shop/requirements.in',
    ]),
  );
});

it('the inputs of a build are the folders of all functions, also elsewhere in the workspace', async () => {
  const definition = {
    sources: ['src', '../../services/orders'],
    functions: { one: {}, two: { sources: 'shared-models' } },
  };
  const [[, { projects }] = ['', {}]] = await infer({ 'apps/shop': JSON.stringify(definition) });
  expect(projects?.['apps/shop']?.targets?.['build']?.inputs).toEqual([
    '{projectRoot}/function.json',
    '{projectRoot}/src/**/*',
    '{workspaceRoot}/services/orders/**/*',
    '{projectRoot}/shared-models/**/*',
    '^default',
    { externalDependencies: [] },
  ]);
});

it('a function.json of Azure Functions gets no project', async () => {
  expect(await infer({ azure: '{ "bindings": [] }' })).toEqual([['azure/function.json', {}]]);
});

it('a layer.json next to the function.json is an error that names both', async () => {
  await mkdir(join(workspaceRoot, 'both'));
  await writeFile(join(workspaceRoot, 'both', 'layer.json'), '{ "layerName": "both" }');
  const error: unknown = await infer({ both: '{ "functionName": "both" }', fine: '{}' }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AggregateCreateNodesError)) throw error;
  expect(error.errors.map(([file, { message }]) => [file, message])).toEqual([
    [
      'both/function.json',
      expect.stringContaining('both/layer.json and both/function.json are in the same folder'),
    ],
  ]);
  expect(error.partialResults.map(([file]) => file)).toEqual(['fine/function.json']);
});

it.each([
  ['{\n  "functionName":', 'line 2, column 18: expected a value'],
  ['[]', 'it must contain a JSON object'],
])('a file that contains %j is an error, and the other projects are inferred', async (text, reason) => {
  const error: unknown = await infer({ broken: text, fine: '{}' }).catch((thrown: unknown) => thrown);
  if (!(error instanceof AggregateCreateNodesError)) throw error;
  expect(error.errors.map(([file]) => file)).toEqual(['broken/function.json']);
  expect(error.errors.map(([, { message }]) => message)).toEqual([
    `definition/invalid: broken/function.json is invalid: ${reason}`,
  ]);
  expect(error.partialResults.map(([file]) => file)).toEqual(['fine/function.json']);
});

it('errors show no control character and no secret, in messages and stacks', async () => {
  rememberSecret('canary-of-function');
  const root = 'canary-of-function\x1b[31m';
  const error: unknown = await infer({ [root]: '{ "name": \x1b }' }).catch((thrown: unknown) => thrown);
  if (!(error instanceof AggregateCreateNodesError)) throw error;
  const [[, { message, stack, cause }] = ['', new Error()]] = error.errors;
  expect(message).toBe(
    'definition/invalid: ***\\x1b[31m/function.json is invalid: line 1, column 11: this is not a value; put text in double quotes; found \\x1b',
  );
  expect(JSON.stringify([message, stack, cause])).not.toMatch(/canary|\\u001b/);
});
