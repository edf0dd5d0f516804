import { appendFile, readFile } from 'node:fs/promises';
import { consumerWorkspace } from '../src/workspace/consumer-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { writeWorkspaceFile } from '../src/workspace/projects.ts';
import { cachedTasks, runNx, startedTasks } from '../src/workspace/run-nx.ts';

let workspace: Workspace;

const write = (file: string, content: unknown): Promise<void> =>
  writeWorkspaceFile(workspace, file, typeof content === 'string' ? content : JSON.stringify(content));

const layer = (name: string, fields: object): Promise<void> =>
  write(`layers/${name}/layer.json`, { layerName: name, runtimes: ['python3.12'], ...fields });

beforeAll(async () => {
  workspace = await consumerWorkspace({ plugins: ['@layerkit/layer/plugin', '@layerkit/lambda/plugin'] });
  await layer('packages', { requirements: 'requirements.in' });
  await write('layers/packages/requirements.in', '-c ../../limits.txt\nsix\n');
  await write('limits.txt', 'six<1.17\n');
  await layer('own', { sources: 'src' });
  await write('layers/own/src/own.py', 'VALUE = 1\n');
  await write('handler/function.json', {
    functionName: 'handler',
    runtime: 'python3.12',
    handler: 'app.handle',
    layers: ['packages', 'own'],
  });
  await write('handler/src/app.py', 'def handle(event, context):\n    return {}\n');
  const locked = await runNx(workspace.root, ['run', 'packages:lock']);
  if (locked.exitCode !== 0) throw new Error(locked.output);
}, 180_000);
afterAll(() => workspace.remove());

/** Builds everything and returns the builds that ran, without those from the cache. */
const rebuilt = async (): Promise<readonly string[]> => {
  const run = await runNx(workspace.root, ['run-many', '-t', 'build']);
  if (run.exitCode !== 0) throw new Error(run.output);
  const cached = cachedTasks(run);
  return startedTasks(run)
    .filter((task) => !cached.includes(task))
    .toSorted();
};

const everything = ['handler:build', 'own:build', 'packages:build'];

// The tests depend on one another: each changes one thing, builds, and leaves its result to the next.
it('projects without project.json are built, once', async () => {
  expect(await rebuilt()).toEqual(everything);
  expect(await rebuilt()).toEqual([]);
}, 120_000);

it('a README or another package in the lock file causes no rebuild', async () => {
  await write('layers/packages/README.md', '# changed\n');
  await write('layers/own/README.md', '# changed\n');
  await write('README.md', '# changed\n');
  expect(await rebuilt()).toEqual([]);
}, 60_000);

it('only its layer is rebuilt for a lock, requirements in any folder, a definition or sources', async () => {
  await write('limits.txt', 'six<1.16\n');
  expect((await runNx(workspace.root, ['run', 'packages:build'])).output).toContain('lock/stale');
  expect((await runNx(workspace.root, ['run', 'packages:lock'])).exitCode).toBe(0);
  expect(await rebuilt()).toEqual(['packages:build']);
  await appendFile(workspace.path('layers/own/src/own.py'), '# changed\n');
  expect(await rebuilt()).toEqual(['own:build']);
  await layer('own', { sources: 'src', description: 'changed' });
  expect(await rebuilt()).toEqual(['own:build']);
}, 120_000);

it('an Nx target in project.json overrides the inferred one', async () => {
  await write('handler/project.json', {
    name: 'renamed',
    targets: { build: { executor: 'nx:run-commands', options: { command: 'echo my own build > built' } } },
  });
  expect((await runNx(workspace.root, ['run', 'renamed:build'])).exitCode).toBe(0);
  // The command writes a file, since Nx may lose its short output
  expect(await readFile(workspace.path('built'), 'utf8')).toContain('my own build');
  const { output: names } = await runNx(workspace.root, ['show', 'projects', '--json']);
  expect(JSON.parse(names)).toEqual(expect.arrayContaining(['own', 'packages', 'renamed']));
}, 60_000);

it('a broken layer.json is named', async () => {
  await write('layers/broken/layer.json', '{ "layerName": ');
  const { exitCode, output } = await runNx(workspace.root, ['show', 'projects']);
  expect(exitCode).not.toBe(0);
  expect(output).toContain('layers/broken/layer.json is invalid: line 1, column 16: expected a value');
}, 60_000);
