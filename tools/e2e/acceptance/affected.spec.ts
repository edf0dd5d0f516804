import { readFile, writeFile } from 'node:fs/promises';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { copyWorkspace } from '../src/workspace/copy-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { commitAll, startRepository } from '../src/workspace/repository.ts';
import { addFunction, addLayer, writeWorkspaceFile } from '../src/workspace/projects.ts';
import { cachedTasks, runNx, startedTasks } from '../src/workspace/run-nx.ts';

let workspace: Workspace;

const ours = ['layer-a', 'layer-b', 'function-a', 'function-b'];
const code = { 'src/app.py': 'def handle(event, context):\n    return {}\n' };

const nx = async (...args: readonly string[]): Promise<ProcessRun> => {
  const run = await runNx(workspace.root, args);
  if (run.exitCode !== 0) throw new Error(run.output);
  return run;
};

/** Returns the builds that ran, without those from the cache. */
const rebuilt = (run: ProcessRun): readonly string[] => {
  const cached = cachedTasks(run);
  return startedTasks(run).filter((task) => task.endsWith(':build') && !cached.includes(task));
};

/** Commits the changes. Returns what Nx affects by its graph, and what it rebuilds. */
const commit = async (message: string) => {
  await commitAll(workspace, message);
  const since = ['--base=HEAD~1', '--head=HEAD'];
  const shown = (await nx('show', 'projects', '--affected', ...since)).output.split('\n');
  const inAffected = rebuilt(await nx('affected', '-t', 'build', ...since));
  const missed = rebuilt(await nx('run-many', '-t', 'build', '-p', ours.join()));
  return { affected: ours.filter((name) => shown.includes(name)), rebuilt: inAffected.toSorted(), missed };
};

const edit = async (file: string, change: (text: string) => string): Promise<void> => {
  const text = await readFile(workspace.path(file), 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`${file} stays as it was`);
  await writeFile(workspace.path(file), changed);
};

beforeAll(async () => {
  workspace = await copyWorkspace();
  await addLayer(workspace, 'layer-a', {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': 'six==1.16.0\n' },
  });
  await addLayer(workspace, 'layer-b', {
    definition: { sources: 'src' },
    files: { 'src/b/__init__.py': '', 'src/b/prompt.md': '# Be brief\n' },
  });
  await addFunction(workspace, 'function-a', { definition: { layers: ['layer-a'] }, files: code });
  await addFunction(workspace, 'function-b', { definition: { layers: ['layer-b'] }, files: code });
  await nx('run', 'layer-a:lock');
  await startRepository(workspace);
  await commitAll(workspace, 'everything');
  expect(rebuilt(await nx('run-many', '-t', 'build', '-p', ours.join()))).toHaveLength(4);
}, 180_000);

afterAll(() => workspace.remove());

// The tests depend on one another: each commits on top of the one before.
describe('a commit with a change', () => {
  it('to the lock of one layer rebuilds only the layer and the functions that use it', async () => {
    await edit('apps/layer-a/requirements.in', (text) => text.replace('1.16.0', '1.17.0'));
    await nx('run', 'layer-a:lock');
    expect(await commit('six 1.17.0')).toEqual({
      affected: ['layer-a', 'function-a'],
      rebuilt: ['function-a:build', 'layer-a:build'],
      missed: [],
    });
  }, 120_000);

  it('to the README of the workspace affects no layer', async () => {
    await edit('README.md', (text) => `${text}\nMore.\n`);
    expect(await commit('README')).toEqual({ affected: [], rebuilt: [], missed: [] });
  }, 120_000);

  // Nx affects a project by any of its files. A rebuild depends on the inputs
  it('to the README of a layer rebuilds nothing', async () => {
    await writeWorkspaceFile(workspace, 'apps/layer-a/README.md', '# What it is for\n');
    expect(await commit('README of a layer')).toEqual({
      affected: ['layer-a', 'function-a'],
      rebuilt: [],
      missed: [],
    });
  }, 120_000);

  it('to the order of package-lock.json, or to an unused dependency, affects no layer', async () => {
    await edit('package-lock.json', reorderedWith('unrelated-to-everything'));
    await edit('package.json', (text) =>
      text.replace('"devDependencies": {', '"devDependencies": {\n    "unrelated-to-everything": "^1.0.0",'),
    );
    expect(await commit('an unrelated dependency')).toEqual({ affected: [], rebuilt: [], missed: [] });
  }, 120_000);

  it('to a text file in a layer rebuilds the layer, whatever its name', async () => {
    await edit('apps/layer-b/src/b/prompt.md', () => '# Be very brief\n');
    expect(await commit('prompt')).toEqual({
      affected: ['layer-b', 'function-b'],
      rebuilt: ['layer-b:build'],
      missed: [],
    });
  }, 120_000);

  it('to a file outside the folder of a layer affects the layer once an Nx target names it; until then build warns', async () => {
    const shared = 'shared/requirements.in';
    await writeWorkspaceFile(workspace, shared, 'six==1.17.0\n');
    await addLayer(workspace, 'layer-c', { definition: { requirements: { file: `../../${shared}` } } });
    await nx('run', 'layer-c:lock');
    const warning = `warning: the build depends on ${shared}`;
    expect((await nx('run', 'layer-c:build')).output).toContain(warning);
    const inputs = ['layerkit', '^production', `{workspaceRoot}/${shared}`];
    await edit('apps/layer-c/project.json', (text) =>
      text.replace('"@layerkit/layer:build"', `"@layerkit/layer:build", "inputs": ${JSON.stringify(inputs)}`),
    );
    expect((await nx('run', 'layer-c:build')).output).not.toContain('the build depends on');
    await commitAll(workspace, 'layer-c');

    await edit(shared, () => 'six==1.16.0\n');
    await commitAll(workspace, 'requirements without a lock');
    const shown = await nx('show', 'projects', '--affected', '--base=HEAD~1', '--head=HEAD');
    const affected = shown.output.split('\n').filter((name) => name !== '');
    // The folder belongs to the project “workspace”
    expect(affected.toSorted()).toEqual(['layer-c', 'workspace']);
    const build = await runNx(workspace.root, ['run', 'layer-c:build']);
    expect(build.exitCode).toBe(1);
    expect(build.output).toContain('lock/stale');
    await edit(shared, () => 'six==1.17.0\n');
    await commitAll(workspace, 'requirements as they were');
  }, 180_000);

  it('to the package that the plugins write zips with rebuilds every layer and function', async () => {
    await edit('package-lock.json', withAnotherVersionOf('archiver'));
    const { affected, rebuilt, missed } = await commit('another archiver');
    expect({ affected, missed }).toEqual({ affected: ours, missed: [] });
    expect(rebuilt.filter((task) => ours.some((name) => task === `${name}:build`))).toHaveLength(4);
  }, 120_000);
});

interface PackageLock {
  readonly packages: Record<string, Readonly<Record<string, unknown>>>;
}

const editLock = (change: (lock: PackageLock) => PackageLock) => (text: string) =>
  `${JSON.stringify(change(JSON.parse(text) as PackageLock), null, 2)}\n`;

const reorderedWith = (name: string) =>
  editLock((lock) => {
    const { '': root = {}, ...packages } = lock.packages;
    const devDependencies = { ...(root['devDependencies'] as object), [name]: '^1.0.0' };
    const unrelated = { version: '1.0.0', integrity: 'sha512-unrelated', dev: true };
    const reordered = Object.fromEntries(Object.entries(packages).reverse());
    return {
      ...lock,
      packages: { '': { ...root, devDependencies }, [`node_modules/${name}`]: unrelated, ...reordered },
    };
  });

const withAnotherVersionOf = (name: string) =>
  editLock((lock) => {
    const key = `node_modules/${name}`;
    const changed = { ...lock.packages[key], version: '8.999.0', integrity: 'sha512-another' };
    return { ...lock, packages: { ...lock.packages, [key]: changed } };
  });
