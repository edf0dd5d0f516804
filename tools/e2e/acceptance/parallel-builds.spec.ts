import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { formatBytes } from '@layerkit/terminal';
import { readLayerArtifact } from '@layerkit/artifact';
import { type IndexServer, makeWheel, startIndexServer } from '@layerkit/testing-packages';
import { runExecutor } from '../src/executors/run-executor.ts';
import { watchMemory, type PeakMemory } from '../src/processes/peak-memory.ts';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { copyWorkspace } from '../src/workspace/copy-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { addLayer } from '../src/workspace/projects.ts';
import { cachedTasks, runNx, startedTasks } from '../src/workspace/run-nx.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const temporaryFolder = temporaryFolders();
const megabyte = 1_000_000;
const names = ['heavy-one', 'heavy-two', 'heavy-three', 'heavy-four'];
const layers = Array.from({ length: 20 }, (_, number) => `shared-${number}`);

let workspace: Workspace;
let index: IndexServer;

/** Returns incompressible bytes that are the same in every run. */
const noise = (seed: string, bytes: number): Buffer => {
  const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, number) =>
    createHash('sha256').update(`${seed} ${number}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, bytes);
};

beforeAll(async () => {
  const folder = await temporaryFolder();
  const files = await Promise.all(
    names.map(async (name) => {
      const module = name.replaceAll('-', '_');
      const contents = {
        [`${module}/__init__.py`]: '',
        [`${module}/weights.bin`]: noise(name, 10 * megabyte),
      };
      const { path, fileName } = await makeWheel(folder, { name, files: contents });
      return { project: name, fileName, bytes: await readFile(path) };
    }),
  );
  index = await startIndexServer({ files });
  workspace = await copyWorkspace();
  const definition = { requirements: 'requirements.in', sources: 'src' };
  const requirements = { 'requirements.in': `${names.join('\n')}\n` };
  await addLayer(workspace, 'first', { definition, files: { ...requirements, 'src/first.py': '' } });
  const env = { UV_DEFAULT_INDEX: index.url };
  const locked = await runExecutor(workspace, { executor: 'layer:lock', project: 'first', env });
  if (locked.exitCode !== 0) throw new Error(locked.output);
  // All layers have the same requirements, so they share the lock
  const lock = await readFile(workspace.path('apps/first/lock/python3.12-x86_64.txt'), 'utf8');
  for (const name of layers) {
    const own = { [`src/${name.replaceAll('-', '_')}.py`]: `NAME = '${name}'\n` };
    const project = { ...requirements, ...own, 'lock/python3.12-x86_64.txt': lock };
    await addLayer(workspace, name, { definition, files: project });
  }
}, 180_000);

afterAll(async () => {
  await index.close();
  await workspace.remove();
});

describe('20 layers built at the same time', () => {
  let run: ProcessRun;
  let peak: PeakMemory | undefined;
  let requests: readonly string[];

  beforeAll(async () => {
    const before = index.requests.length;
    const memory = watchMemory();
    run = await runNx(workspace.root, ['run-many', '-t', 'build', '-p', layers.join(), '--parallel=5'], {
      UV_DEFAULT_INDEX: index.url,
      LAYERKIT_STORE: await temporaryFolder(),
    });
    peak = await memory.stop();
    requests = index.requests.slice(before);
  }, 300_000);

  it('fetch each wheel once into their shared store', async () => {
    expect(run).toMatchObject({ exitCode: 0 });
    expect(cachedTasks(run)).toEqual([]);
    expect(startedTasks(run).filter((task) => task.endsWith(':build'))).toHaveLength(20);

    const fetched = requests.filter((path) => path.startsWith('/files/'));
    expect(fetched.toSorted()).toEqual(
      names.map((name) => `/files/${name.replaceAll('-', '_')}-1.0-py3-none-any.whl`).toSorted(),
    );
    const zips = await Promise.all(
      layers.map((name) => readLayerArtifact(workspace.path(`dist/apps/${name}/python3.12-x86_64`))),
    );
    expect(new Set(zips.map(({ manifest }) => manifest.zip.sha256)).size).toBe(20);
  });

  const whereMemoryIsSeen = existsSync('/proc/self/stat') ? it : it.skip;

  whereMemoryIsSeen('are never all in memory at once', () => {
    const { groupBytes = 0, largestBytes, processes = 0 } = peak ?? {};
    console.log(
      `20 layers of 40 MB, 5 at a time: ${formatBytes(groupBytes)} resident in ${processes} processes ` +
        `at the worst moment, ${formatBytes(largestBytes ?? 0)} in the largest`,
    );
    // All zips in memory would add 800 MB; a process of Node and Nx has 100 to 250 MB
    expect(largestBytes).toBeLessThan(600 * megabyte);
  });
});
