import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLayerArtifact } from '@layerkit/artifact';
import { hasProcess } from '@layerkit/testing-host';
import { type IndexServer, makeWheel, startIndexServer } from '@layerkit/testing-packages';
import { runExecutor, startExecutor } from '../src/executors/run-executor.ts';
import { startLayerkit } from '../src/inspect/run-layerkit.ts';
import { addLayer } from '../src/workspace/projects.ts';
import { bareWorkspace, type Workspace } from '../src/workspace/workspace.ts';

// Signals while layerkit reads a large layer word by word: one module seems to mention tests all over, another one
// to look up metadata. Reading each takes seconds, in which no handler of a signal could run.

let workspace: Workspace;
let index: IndexServer;
let sha256: string;

const project = 'heavy';
const artifact = 'dist/apps/heavy/python3.12-x86_64';
const megabyte = 1 << 20;
const mentions = `# tests\nx = a${'.tests'.repeat((8 * megabyte) / 6)}\n`;
const lookups = `from importlib.metadata import version\n${'try:\n version("a")\n'.repeat((8 * megabyte) / 19)}`;

/** The store is empty for each build: it would know what it has read once. */
const env = () => ({
  UV_DEFAULT_INDEX: index.url,
  LAYERKIT_STORE: workspace.path('store'),
  TMPDIR: workspace.path('tmp'),
});

const commands = {
  lock: () => startExecutor(workspace, { executor: 'layer:lock', project, env: env() }),
  build: () => startExecutor(workspace, { executor: 'layer:build', project, env: env() }),
  inspect: () => startExecutor(workspace, { executor: 'layer:inspect', project, env: env() }),
  why: () => startExecutor(workspace, { executor: 'layer:why', project, env: env() }),
  layerkit: () => startLayerkit(['inspect', workspace.path(`${artifact}/layer.zip`)], env()),
};

/** Milliseconds that each command takes if nothing ends it. */
const usual = new Map<string, number>();

beforeAll(async () => {
  workspace = await bareWorkspace('layerkit-e2e-signalled-');
  await mkdir(workspace.path('tmp'));
  const files = { 'heavy/__init__.py': '', 'heavy/tests/test_heavy.py': '', 'heavy/large.py': mentions };
  const wheel = await makeWheel(workspace.root, { name: project, files });
  index = await startIndexServer({ files: [{ ...wheel, project, bytes: await readFile(wheel.path) }] });
  await addLayer(workspace, project, {
    definition: { requirements: 'requirements.in', sources: 'src' },
    files: { 'requirements.in': 'heavy\n', 'src/own.py': lookups },
  });
  for (const [name, start] of Object.entries(commands)) {
    const began = performance.now();
    const { exitCode, stderr } = await start();
    if (exitCode !== 0) throw new Error(stderr);
    usual.set(name, performance.now() - began);
  }
  ({ sha256 } = (await readLayerArtifact(workspace.path(artifact))).manifest.zip);
}, 300_000);

afterAll(async () => {
  await index.close();
  await workspace.remove();
});

/** Returns everything temporary below the folders that layerkit writes to. */
const litter = async (): Promise<readonly string[]> => {
  const folders = ['tmp', 'dist', 'store', 'apps'].map((name) => workspace.path(name));
  const names = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true }).catch((): string[] => [])),
  );
  return names.flat().filter((name) => /layerkit-|\.lock$/.test(name));
};

/** Milliseconds. Node itself needs some to die, and the machine may be busy. */
const soon = 2000;

const isOver = async (question: () => Promise<boolean> | boolean): Promise<boolean> => {
  const began = performance.now();
  while (!(await question())) {
    if (performance.now() - began > 5 * soon) return false;
    await sleep(20);
  }
  return true;
};

const moments = [
  [0.4, 'SIGINT'],
  [0.6, 'SIGTERM'],
  [0.8, 'SIGINT'],
] as const;

describe.each(Object.entries(commands))('%s', (name, start) => {
  it.each(moments)(
    'at %d of its time is ended by %s, and leaves nothing',
    async (moment, signal) => {
      if (name === 'build') await rm(workspace.path('store'), { recursive: true, force: true });
      const child = start();
      await Promise.race([child, sleep(moment * (usual.get(name) ?? 0))]);
      const began = performance.now();
      const wasRunning = child.kill(signal);
      const { signal: endedBy, exitCode } = await child;
      expect(performance.now() - began).toBeLessThan(soon);
      expect(endedBy ?? exitCode).toBe(wasRunning ? signal : 0);
      expect(await isOver(async () => (await litter()).length === 0)).toBe(true);
      expect(await isOver(() => !hasProcess(workspace.root))).toBe(true);
    },
    60_000,
  );
});

it('the next build gives the same bytes', async () => {
  expect(await runExecutor(workspace, { executor: 'layer:build', project, env: env() })).toMatchObject({
    exitCode: 0,
  });
  expect((await readLayerArtifact(workspace.path(artifact))).manifest.zip.sha256).toBe(sha256);
}, 120_000);
