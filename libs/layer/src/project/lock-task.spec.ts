import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import build from '../executors/build/build.ts';
import outdated from '../executors/outdated/outdated.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerkit-lock-task-'));
  await mkdir(join(root, 'e2'));
  await writeFile(join(root, 'e2', 'requirements.in'), 'six\n');
  await writeFile(
    join(root, 'e2', 'layer.json'),
    JSON.stringify({ layerName: 'e2', runtimes: ['python3.12'], requirements: 'requirements.in' }),
  );
});
afterEach(() => rm(root, { recursive: true }));

const context = (targets: Record<string, TargetConfiguration>): ExecutorContext => ({
  root,
  cwd: root,
  isVerbose: false,
  projectName: 'e2',
  projectsConfigurations: { version: 2, projects: { e2: { root: 'e2', targets } } },
  nxJsonConfiguration: {},
  projectGraph: { nodes: {}, dependencies: {} },
});

const failureOf = async (executor: 'build' | 'outdated') =>
  JSON.parse(await readFile(join(root, `dist/e2/${executor}.failure.json`), 'utf8')) as object;

it.each([
  ['lock', {}],
  ['pin', { pin: { executor: '@layerkit/layer:lock' } }],
])('every executor that needs a lock names the task that creates it: %s', async (task, targets) => {
  expect(await build({}, context(targets))).toEqual({ success: false });
  expect(await outdated({}, context(targets))).toEqual({ success: false });
  for (const executor of ['build', 'outdated'] as const)
    expect(await failureOf(executor)).toMatchObject({
      code: 'lock/missing',
      hint: `Run “nx run e2:${task}” and commit what it writes.`,
    });
});
