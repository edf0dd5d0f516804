import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { sha256OfFile } from '@layerkit/artifact/digest';
import type { ProcessRun } from './processes/process-run.ts';
import { copyWorkspace } from './workspace/copy-workspace.ts';
import type { Workspace } from './workspace/workspace.ts';
import { addFunction, addLayer, writeWorkspaceFile } from './workspace/projects.ts';
import { cachedTasks, outputOf, runNx } from './workspace/run-nx.ts';

let workspace: Workspace;

const builds = ['layer-a', 'layer-b', 'function-a', 'function-b'].map((name) => `${name}:build`);

let lastRun: ProcessRun;

/** Builds everything and returns the builds that ran, without those from the cache. */
const rebuilt = async (): Promise<readonly string[]> => {
  const run = await runNx(workspace.root, [
    'run-many',
    '-t',
    'build',
    '-p',
    'layer-a,layer-b,function-a,function-b',
  ]);
  if (run.exitCode !== 0) throw new Error(run.output);
  lastRun = run;
  const cached = cachedTasks(run);
  return builds.filter((task) => !cached.includes(task));
};

/** Returns the reason that the last run printed for building a project. */
const reasonFor = (project: string): string | undefined =>
  /rebuilt (?:because of|from) .*/.exec(outputOf(lastRun, project))?.[0];

/** Returns the digest of every built file by its path below dist. */
const digests = async (): Promise<Readonly<Record<string, string>>> => {
  const files = await readdir(workspace.path('dist/apps'), { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile() && file.parentPath.endsWith('python3.12-x86_64'))
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  return Object.fromEntries(
    await Promise.all(paths.sort().map(async (path) => [path, await sha256OfFile(path)] as const)),
  );
};

const replaceIn = async (file: string, from: string, to: string): Promise<void> => {
  const text = await readFile(workspace.path(file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  await writeFile(workspace.path(file), text.replace(from, to));
};

const code = { 'src/app.py': 'def handle(event, context):\n    return {}\n' };

beforeAll(async () => {
  workspace = await copyWorkspace();
  const requirements = { 'requirements.in': 'six==1.16.0\n' };
  await addLayer(workspace, 'layer-a', {
    definition: { requirements: 'requirements.in' },
    files: requirements,
  });
  await addLayer(workspace, 'layer-b', {
    definition: { sources: 'src' },
    files: { 'src/b/__init__.py': '' },
  });
  await addFunction(workspace, 'function-a', { definition: { layers: ['layer-a'] }, files: code });
  await addFunction(workspace, 'function-b', { definition: { layers: ['layer-b'] }, files: code });
  const locked = await runNx(workspace.root, ['run', 'layer-a:lock']);
  if (locked.exitCode !== 0) throw new Error(locked.output);
}, 120_000);

afterAll(() => workspace.remove());

// The tests depend on one another: each changes one thing, builds, and leaves its result to the next.
describe('nx build', () => {
  it('builds everything once, then nothing', async () => {
    expect(await rebuilt()).toEqual(builds);
    expect(reasonFor('layer-a')).toBeUndefined();
    const built = await digests();
    expect(Object.keys(built)).toHaveLength(10);
    await rm(workspace.path('dist/apps'), { recursive: true });
    expect(await rebuilt()).toEqual([]);
    expect(await digests()).toEqual(built);
  }, 120_000);

  it('rebuilds a layer and the functions that use it when its lock changes', async () => {
    await replaceIn('apps/layer-a/requirements.in', '1.16.0', '1.17.0');
    const locked = await runNx(workspace.root, ['run', 'layer-a:lock']);
    expect(locked.output).toContain('six 1.16.0 → 1.17.0');
    expect(await rebuilt()).toEqual(['layer-a:build', 'function-a:build']);
    expect(reasonFor('layer-a')).toBe('rebuilt because of the lock (six 1.16.0 → 1.17.0)');
  }, 120_000);

  it('rebuilds a layer when a field of layer.json changes', async () => {
    await replaceIn('apps/layer-b/layer.json', '"layerName"', '"description": "b", "layerName"');
    expect(await rebuilt()).toEqual(['layer-b:build', 'function-b:build']);
    expect(reasonFor('layer-b')).toBe('rebuilt because of layer.json (description)');
  }, 60_000);

  it('rebuilds a layer when an option of its Nx target changes', async () => {
    await replaceIn(
      'apps/layer-a/project.json',
      '"@layerkit/layer:build"',
      '"@layerkit/layer:build", "options": { "offline": true }',
    );
    expect(await rebuilt()).toEqual(['layer-a:build', 'function-a:build']);
    expect(reasonFor('layer-a')).toBeUndefined();
  }, 60_000);

  it('rebuilds a layer and its functions when its own code changes', async () => {
    await writeWorkspaceFile(workspace, 'apps/layer-b/src/b/extra.py', 'VALUE = 1\n');
    expect(await rebuilt()).toEqual(['layer-b:build', 'function-b:build']);
    expect(reasonFor('layer-b')).toBe('rebuilt because of own code (1 file)');
  }, 60_000);

  it('says what changed since the result that was restored from the cache', async () => {
    await rm(workspace.path('apps/layer-b/src/b/extra.py'));
    expect(await rebuilt()).toEqual([]);
    await writeWorkspaceFile(workspace, 'apps/layer-b/src/b/prompt.md', '# Be brief\n');
    await writeWorkspaceFile(workspace, 'apps/layer-b/src/b/more.py', '');
    expect(await rebuilt()).toEqual(['layer-b:build', 'function-b:build']);
    expect(reasonFor('layer-b')).toBe('rebuilt because of own code (2 files)');
  }, 60_000);

  it('deletes the manifest when it fails, and restores it from the cache when the error is fixed', async () => {
    const built = await digests();
    await replaceIn('apps/layer-b/layer.json', '"sources": "src"', '"sources": "scr"');
    expect(await runNx(workspace.root, ['run', 'layer-b:build'])).toMatchObject({ exitCode: 1 });
    expect(await readdir(workspace.path('dist/apps/layer-b'))).toContain('build.failure.json');
    expect(Object.keys(await digests())).toHaveLength(Object.keys(built).length - 1);
    await replaceIn('apps/layer-b/layer.json', '"sources": "scr"', '"sources": "src"');
    expect(await rebuilt()).toEqual([]);
    expect(await digests()).toEqual(built);
  }, 60_000);

  it('rebuilds a function alone when its own code changes', async () => {
    await appendFile(workspace.path('apps/function-a/src/app.py'), '\n');
    expect(await rebuilt()).toEqual(['function-a:build']);
  }, 60_000);

  it('rebuilds every layer when the code of its executor changes', async () => {
    await appendFile(workspace.path('libs/layer/src/executors/build/build.ts'), '\n// changed\n');
    expect(await rebuilt()).toEqual(builds);
  }, 60_000);

  it('rebuilds nothing when a README changes', async () => {
    await writeWorkspaceFile(workspace, 'README.md', '# changed\n');
    await writeWorkspaceFile(workspace, 'apps/layer-a/README.md', '# changed\n');
    expect(await rebuilt()).toEqual([]);
  }, 60_000);
});
