import { readFile } from 'node:fs/promises';
import { stackInspectionSchema } from '@layerkit/artifact/inspection';
import { type IndexServer, startIndexServer, tinyWheel } from '@layerkit/testing-packages';
import { expectClearError } from './bad-input/clear-error.ts';
import { runExecutor } from './executors/run-executor.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';
import { addFunction, addLayer } from './workspace/projects.ts';

// Two layers that pass alone: the first has letters 1.0, the second has words, which needs letters 2.0.

let workspace: Workspace;
let aws: LocalAws;
let index: IndexServer;

const run = (executor: string, project: string, options: Readonly<Record<string, unknown>> = {}) =>
  runExecutor(workspace, {
    executor,
    project,
    options,
    env: { ...aws.env, UV_DEFAULT_INDEX: index.url, LAYERKIT_STORE: workspace.path('store') },
  });

const succeed = async (executor: string, project: string) => {
  const { exitCode, output } = await run(executor, project);
  expect(exitCode === 0 ? '' : output).toBe('');
  return output;
};

const define = (layers: readonly string[], fields: Readonly<Record<string, unknown>> = {}) =>
  addFunction(workspace, 'caller', {
    definition: { layers, ...fields },
    files: { 'src/app.py': 'import letters\ndef handle(event, context):\n    return {}\n' },
  });

const readReport = async () => {
  const path = workspace.path('dist/apps/caller/python3.12-x86_64/inspection.json');
  return stackInspectionSchema.parse(JSON.parse(await readFile(path, 'utf8')));
};

beforeAll(async () => {
  const wheels = [
    {
      project: 'letters',
      version: '1.0',
      files: { 'letters/__init__.py': 'A = 1\n', 'letters/greek.py': 'B = 2\n' },
    },
    { project: 'letters', version: '2.0' },
    { project: 'words', requires: ['letters>=2'] },
  ];
  index = await startIndexServer({ files: await Promise.all(wheels.map(tinyWheel)) });
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  for (const [name, requirements] of [
    ['old', 'letters==1.0\n'],
    ['new', 'words\n'],
  ] as const) {
    const definition = { requirements: 'requirements.in' };
    await addLayer(workspace, name, { definition, files: { 'requirements.in': requirements } });
    for (const executor of ['layer:lock', 'layer:build', 'layer:publish']) await succeed(executor, name);
  }
  await define(['old', 'new']);
  await succeed('lambda:build', 'caller');
}, 240_000);

afterAll(async () => {
  await Promise.all([aws.stop(), index.close()]);
  await workspace.remove();
});

// The tests depend on one another: the last one deploys.
it('deploy refuses layers that don’t work together, before it changes anything on AWS', async () => {
  const { exitCode, output } = await run('lambda:deploy', 'caller');
  expect(exitCode).toBe(1);
  expectClearError(output, {
    code: 'audit/failed',
    says: [
      'caller and its layers cannot work together on python3.12/x86_64: the audit found 1 error',
      /python\/letters-2\.0\.dist-info\/: letters is in old \(1\.0\) and in new \(2\.0\): .*\(python\/letters\/greek\.py\) \(stack\/several-versions\)/,
    ],
    hint: 'audit.ignore in function.json',
  });
  expect(await aws.lambda.functions.get('caller')).toBeUndefined();
}, 60_000);

it('inspect of a function shows the same error, and fails', async () => {
  const { exitCode, output } = await run('lambda:inspect', 'caller');
  expect(exitCode).toBe(1);
  expect(output).toMatch(/^caller with 2 layers for python3\.12\/x86_64: 1 error\n/);
  expect(output).toContain('error  stack/several-versions');
  const { findings, packages, zips } = await readReport();
  expect(findings.map(({ code }) => code)).toEqual(['stack/several-versions']);
  expect(packages).toMatchObject([{ name: 'letters', imported: { version: '2.0', zip: 'new' } }]);
  expect(zips.map(({ role, file }) => [role, file])).toEqual([
    ['function', 'caller'],
    ['layer', 'old'],
    ['layer', 'new'],
  ]);
  const failure = await readFile(workspace.path('dist/apps/caller/inspect.failure.json'), 'utf8');
  expect(JSON.parse(failure)).toMatchObject({ executor: '@layerkit/lambda:inspect', code: 'audit/failed' });
}, 60_000);

it('inspect writes a page, and deletes the files of its last run', async () => {
  const { exitCode, output } = await run('lambda:inspect', 'caller', { format: 'html' });
  expect(exitCode).toBe(1);
  const page = 'dist/apps/caller/python3.12-x86_64/inspection.html';
  expect(output).toContain(workspace.path(page));
  expect(await readFile(workspace.path(page), 'utf8')).toContain('stack/several-versions');
  await run('lambda:inspect', 'caller');
  await expect(readFile(workspace.path(page))).rejects.toMatchObject({ code: 'ENOENT' });
}, 60_000);

it('a dry run of deploy refuses the wrong order too, and names the requirement that is not met', async () => {
  await define(['new', 'old']);
  const { exitCode, output } = await run('lambda:deploy', 'caller', { dryRun: true });
  expect(exitCode).toBe(1);
  expect(output).toContain(
    'words 1.0 of new requires letters>=2; Python imports letters 1.0 of old (stack/requirement-mismatch)',
  );
}, 60_000);

it('deploy goes on with a finding that function.json ignores, and warns about one that is not there', async () => {
  const ignore = [
    { code: 'stack/several-versions', package: 'letters', reason: 'greek is used by no one' },
    { code: 'stack/path-clash', reason: 'once' },
  ];
  await define(['old', 'new'], { audit: { ignore } });
  expect(await succeed('lambda:build', 'caller')).not.toContain('audit.ignore');
  expect(await succeed('lambda:deploy', 'caller')).toContain(
    'warning: audit.ignore in function.json names stack/path-clash',
  );
  await succeed('lambda:inspect', 'caller');
  expect((await readReport()).ignored.map(({ reason }) => reason)).toEqual(['greek is used by no one']);
}, 120_000);
