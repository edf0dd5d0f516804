import { readFile } from 'node:fs/promises';
import { layerManifestSchema } from '@layerkit/artifact/manifest';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { type IndexServer, startIndexServer, tinyWheel } from '@layerkit/testing-packages';
import { runExecutor } from './executors/run-executor.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { addFunction, addLayer } from './workspace/projects.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';

// A layer that leaves a package to another layer, and a function with both.

let workspace: Workspace;
let aws: LocalAws;
let index: IndexServer;

const run = (executor: string, project: string) =>
  runExecutor(workspace, {
    executor,
    project,
    env: { ...aws.env, UV_DEFAULT_INDEX: index.url, LAYERKIT_STORE: workspace.path('store') },
  });

const succeed = async (executor: string, project: string) => {
  const { exitCode, output } = await run(executor, project);
  expect(exitCode === 0 ? '' : output).toBe('');
  return output;
};

beforeAll(async () => {
  const wheels = [
    { project: 'letters', version: '2.0', files: { 'letters.py': 'A = "a"\n' } },
    { project: 'words', requires: ['letters>=2'], files: { 'words.py': 'from letters import A\n' } },
  ];
  index = await startIndexServer({ files: await Promise.all(wheels.map(tinyWheel)) });
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  const files = (text: string) => ({ 'requirements.in': text });
  await addLayer(workspace, 'base', { definition: {}, files: files('letters\n') });
  await addLayer(workspace, 'top', { definition: { providedBy: ['base'] }, files: files('words\n') });
  await addFunction(workspace, 'caller', {
    definition: { layers: ['base', 'top'], smoke: [{ name: 'reads', expect: 'a' }] },
    files: { 'src/app.py': 'import words\ndef handle(event, context):\n    return words.A\n' },
  });
}, 60_000);

afterAll(async () => {
  await Promise.all([aws.stop(), index.close()]);
  await workspace.remove();
});

it('build says what is left to the other layer, and that its lock belongs to the inputs', async () => {
  for (const project of ['base', 'top']) await succeed('layer:lock', project);
  await succeed('layer:build', 'base');
  const output = await succeed('layer:build', 'top');
  expect(output).toContain('left to base: letters 2.0');
  const path = workspace.path('dist/apps/top/python3.12-x86_64/manifest.json');
  const { packages } = layerManifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  expect(packages.map(({ name }) => name)).toEqual(['words']);
}, 60_000);

const obstacle = whyNotRunnable({ runtime: 'python3.12', architecture: 'x86_64' });
const whereItRuns = obstacle === undefined ? it : it.skip;
const because = obstacle === undefined ? '' : ` (NOT CHECKED HERE: ${obstacle})`;

whereItRuns(
  `verify imports both together, and so does the function${because}`,
  async () => {
    expect(await succeed('layer:verify', 'top')).toContain('imported together with base');
    await succeed('layer:verify', 'base');
    for (const project of ['base', 'top']) await succeed('layer:publish', project);
    for (const executor of ['lambda:build', 'lambda:deploy', 'lambda:smoke'])
      await succeed(executor, 'caller');
  },
  120_000,
);

it('a function without the other layer is refused', async () => {
  await addFunction(workspace, 'caller', {
    definition: { layers: ['top'] },
    files: { 'src/app.py': 'import words\ndef handle(event, context):\n    return words.A\n' },
  });
  await succeed('lambda:build', 'caller');
  const { exitCode, output } = await run('lambda:deploy', 'caller');
  expect(exitCode).toBe(1);
  expect(output).toContain('letters is in no zip of the stack but required by words 1.0 (letters>=2) of top');
}, 60_000);
