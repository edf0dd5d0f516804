import { readFile } from 'node:fs/promises';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { type IndexServer, startIndexServer, tinyWheel } from '@layerkit/testing-packages';
import { runExecutor } from './executors/run-executor.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { addFunction, addLayer, writeWorkspaceFile } from './workspace/projects.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';

// A function with requirements of its own. Its layer has some of the packages.

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
    { project: 'letters', version: '2.0', files: { 'letters.py': 'WHERE = __file__\nV = 2\n' } },
    { project: 'letters', version: '3.0', files: { 'letters.py': 'WHERE = __file__\nV = 3\n' } },
    {
      project: 'words',
      requires: ['letters<3'],
      files: { 'words.py': 'import letters\nWHERE = __file__\n' },
    },
    { project: 'old', requires: ['letters<3'], files: { 'old.py': 'import letters\n' } },
  ];
  index = await startIndexServer({ files: await Promise.all(wheels.map(tinyWheel)) });
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  await addLayer(workspace, 'base', { definition: {}, files: { 'requirements.in': 'letters<3\nold\n' } });
  await addFunction(workspace, 'caller', {
    definition: {
      layers: ['base'],
      requirements: 'requirements.in',
      smoke: [{ name: 'reads', expect: ['/opt/python/letters.py', '/var/task/words.py'] }],
    },
    files: {
      'requirements.in': 'words\n',
      'src/app.py':
        'import words\ndef handle(event, context):\n    return [words.letters.WHERE, words.WHERE]\n',
    },
  });
}, 60_000);

afterAll(async () => {
  await Promise.all([aws.stop(), index.close()]);
  await workspace.remove();
});

it('lock and build say what the function contains, and what its layer has', async () => {
  await succeed('layer:lock', 'base');
  expect(await succeed('lambda:lock', 'caller')).toContain('+ words 1.0');
  const output = await succeed('lambda:build', 'caller');
  expect(output).toContain('1 package of its own');
  expect(output).toContain('left out, in base: letters 2.0');
  expect(output).toContain('without the layers, which are not all built');
  await succeed('layer:build', 'base');
  expect(await succeed('lambda:build', 'caller')).toMatch(
    /unpacked: own code .* \+ packages .* \+ base .* of 250 MiB/,
  );
}, 60_000);

const obstacle = whyNotRunnable({ runtime: 'python3.12', architecture: 'x86_64' });
const whereItRuns = obstacle === undefined ? it : it.skip;
const because = obstacle === undefined ? '' : ` (NOT CHECKED HERE: ${obstacle})`;

whereItRuns(
  `the deployed function imports its own packages and those of the layer${because}`,
  async () => {
    for (const executor of ['layer:verify', 'layer:publish']) await succeed(executor, 'base');
    for (const executor of ['lambda:inspect', 'lambda:deploy', 'lambda:smoke'])
      await succeed(executor, 'caller');
  },
  120_000,
);

it('deploy refuses a copy that breaks a package of the layer', async () => {
  await writeWorkspaceFile(workspace, 'apps/caller/requirements.in', 'letters>=3\n');
  await writeWorkspaceFile(workspace, 'apps/caller/src/app.py', 'def handle(event, context): ...\n');
  const stale = await run('lambda:build', 'caller');
  expect(stale.output).toContain('lock/stale');
  await succeed('lambda:lock', 'caller');
  expect(await succeed('lambda:build', 'caller')).toContain(
    'letters 3.0 goes into the function although base has 2.0',
  );
  const manifest = workspace.path('dist/apps/caller/python3.12-x86_64/manifest.json');
  expect(JSON.parse(await readFile(manifest, 'utf8'))).toMatchObject({ packages: [{ name: 'letters' }] });
  const { exitCode, output } = await run('lambda:deploy', 'caller');
  expect(exitCode).toBe(1);
  expect(output).toContain('old 1.0 of base requires letters<3; Python imports letters 3.0 of caller');
}, 60_000);
