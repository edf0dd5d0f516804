import { appendFile, readFile } from 'node:fs/promises';
import { findInterpreter } from '@layerkit/execution-environment';
import { layerManifestSchema } from '@layerkit/artifact/manifest';
import { testEnvironment } from '@layerkit/testing-packages';
import { execa } from 'execa';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { folderTree, withoutPipsOwn, zipTree } from '../src/python/tree.ts';
import { consumerWorkspace } from '../src/workspace/consumer-workspace.ts';
import { writeWorkspaceFile } from '../src/workspace/projects.ts';
import { commitAll, startRepository } from '../src/workspace/repository.ts';
import { cachedTasks, runNx, startedTasks } from '../src/workspace/run-nx.ts';
import { uvWorkspaceFiles } from '../src/workspace/uv-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';

let workspace: Workspace;
let aws: LocalAws;

const nx = async (...args: readonly string[]): Promise<ProcessRun> => {
  const run = await runNx(workspace.root, args, aws.env);
  if (run.exitCode !== 0) throw new Error(run.output);
  return run;
};

const uv = async (...args: readonly string[]) => {
  const env = testEnvironment({ UV_PYTHON_DOWNLOADS: 'never' });
  const python = await findInterpreter('python3.12', { env, directory: import.meta.dirname });
  await execa(env['LAYERKIT_UV'] ?? 'uv', args, {
    cwd: workspace.path('py'),
    env: { ...env, UV_PYTHON: python.path },
    extendEnv: false,
  });
};

const dist = 'dist/layers/tools/python3.12-x86_64';
const manifest = async () =>
  layerManifestSchema.parse(JSON.parse(await readFile(workspace.path(`${dist}/manifest.json`), 'utf8')));

/** Commits the changes. Returns the projects that Nx affects, and the builds that run. */
const commit = async (message: string) => {
  await commitAll(workspace, message);
  const since = ['--base=HEAD~1', '--head=HEAD'];
  const shown = await nx('show', 'projects', '--affected', '--json', ...since);
  const run = await nx('affected', '-t', 'build', ...since);
  const cached = cachedTasks(run);
  const missed = await nx('run-many', '-t', 'build');
  const rebuilt = (one: ProcessRun) =>
    startedTasks(one).filter((task) => task.endsWith(':build') && !cachedTasks(one).includes(task));
  return {
    affected: (JSON.parse(shown.output.slice(shown.output.indexOf('['))) as string[]).toSorted(),
    rebuilt: rebuilt(run)
      .filter((task) => !cached.includes(task))
      .toSorted(),
    missed: rebuilt(missed),
    output: run.output,
  };
};

beforeAll(async () => {
  aws = await startLocalAws();
  workspace = await consumerWorkspace({ plugins: ['@layerkit/layer/plugin', '@layerkit/lambda/plugin'] });
  for (const [file, text] of Object.entries(uvWorkspaceFiles))
    await writeWorkspaceFile(workspace, file, text);
  await appendFile(workspace.path('.gitignore'), '.venv/\n*.egg-info/\nbuild/\n');
  await uv('lock');
  await nx('run-many', '-t', 'lock');
  await startRepository(workspace);
  await commitAll(workspace, 'everything');
}, 180_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

// The tests depend on one another: each starts where the one before ended.
it('the lock names the packages of the workspace, and pip and uv read it', async () => {
  const lock = await readFile(workspace.path('layers/tools/lock/python3.12-x86_64.txt'), 'utf8');
  expect(lock).toMatch(/^# local: ws-cli \.\.\/\.\.\/py\/cli\n# local: ws-core \.\.\/\.\.\/py\/core$/m);
  expect([...lock.matchAll(/^([a-z]\S*)==/gm)].map(([, name]) => name)).toEqual(['idna', 'six']);
  await uv('pip', 'compile', '--no-deps', '../layers/tools/lock/python3.12-x86_64.txt');
});

it('a function over the layer is locked, built, verified, deployed and tested', async () => {
  const { output } = await nx('run', 'speaker:smoke');
  expect(output).toMatch(/passed +speaks, status 200/);
}, 180_000);

it('the layer has the files that uv sync installs, path by path and byte by byte', async () => {
  await uv(
    'sync',
    '--frozen',
    '--no-editable',
    '--package',
    'ws-cli',
    '--no-default-groups',
    '--link-mode',
    'copy',
  );
  const installed = await folderTree(workspace.path('py/.venv/lib/python3.12/site-packages'));
  const layer = await zipTree(workspace.path(`${dist}/layer.zip`), 'python/');
  const { pruned, notInstalled } = await manifest();
  const dropped = new Set(
    [...pruned.flatMap(({ files }) => files), ...notInstalled].map(({ path }) =>
      path.replace(/^python\//, ''),
    ),
  );
  const ofUv = [...installed].filter(
    ([path]) => !/^_virtualenv|\/uv_(?:build|cache)\.json$|\.pyc$/.test(path),
  );
  expect(withoutPipsOwn(layer)).toEqual(withoutPipsOwn(new Map(ofUv), dropped));
  expect([...layer.keys()]).toEqual(
    expect.arrayContaining(['ws_core/data.txt', 'ws_core-1.2.dist-info/entry_points.txt', 'six.py']),
  );
}, 120_000);

it('why shows the way through the packages of the workspace', async () => {
  const { output } = await nx('run', 'tools:why', 'six');
  expect(output).toMatch(/ws-cli.*ws-core.*six/);
}, 60_000);

it('a change in a package rebuilds the layers and functions over it, and the reason names the package', async () => {
  await nx('run-many', '-t', 'build');
  const before = await manifest();
  await appendFile(workspace.path('py/core/src/ws_core/plugin.py'), '# changed\n');
  const { output, ...changed } = await commit('core');
  expect(changed).toEqual({
    affected: ['core', 'speaker', 'tools'],
    rebuilt: ['tools:build'],
    missed: [],
  });
  expect(output).toContain('rebuilt because of ws-core (1 file)');
  expect((await manifest()).zip.sha256).not.toBe(before.zip.sha256);
}, 180_000);

it('a package in sources affects its layer, a package in no layer affects none', async () => {
  await appendFile(workspace.path('py/other/src/ws_other/__init__.py'), '# changed\n');
  const { output, ...changed } = await commit('other');
  expect(changed).toEqual({ affected: ['other', 'quiet', 'rest'], rebuilt: ['rest:build'], missed: [] });
  expect(output).toContain('rebuilt because of ws-other (1 file)');
}, 120_000);
