import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLayerDefinition } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import { markerEnvironment } from '@layerkit/platform-resolution/requirements';
import { execa } from 'execa';
import { buildLayer } from '@layerkit/packaging';
import { startIndexServer, testEnvironment, tinyWheel } from '@layerkit/testing-packages';
import { openSubject } from '@layerkit/audit/subject';
import { type GraphNode, requirementGraph } from '@layerkit/audit/why';
import { layerRequirements } from '@layerkit/locking/requirements';
import { runExecutor } from '../src/executors/run-executor.ts';
import { copyWorkspace, workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { addLayer } from '../src/workspace/projects.ts';
import { runNx } from '../src/workspace/run-nx.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const temporaryFolder = temporaryFolders();
const projectRoot = join(workspaceRoot, 'apps/dependencies-layer');
const target = parseTarget('python3.12/x86_64');

type Requirers = Readonly<Record<string, readonly string[]>>;

/** Returns the packages that require each package, from the layer’s own metadata. `-r` is the layer. */
const requirersInLayer = async (): Promise<Requirers> => {
  const definition = await readLayerDefinition(projectRoot);
  const outputRoot = await temporaryFolder();
  const { artifact } = await buildLayer({ projectRoot, definition, target, outputRoot });
  const { distributions } = await openSubject({ zipPath: artifact.zipPath, target });
  const { requirements } = await layerRequirements(projectRoot, definition);
  const graph = requirementGraph({ distributions, requirements, environment: markerEnvironment(target) });
  const found = new Map<string, Set<string>>();
  const nodes = new Map<string, GraphNode>();
  const add = (to: GraphNode, by: string): void => {
    nodes.set(`${to.name}[${to.extra}]`, to);
    found.set(to.name, (found.get(to.name) ?? new Set()).add(by));
  };
  for (const { to } of graph.roots) add(to, '-r');
  for (const node of nodes.values()) for (const { to } of graph.edgesOf(node)) add(to, node.name);
  return Object.fromEntries([...found].map(([name, by]) => [name, [...by].toSorted()]));
};

/** Returns the same from uv, for the locked versions. */
const requirersByUv = async (): Promise<Requirers> => {
  const lock = await readFile(join(projectRoot, 'lock/python3.12-x86_64.txt'), 'utf8');
  const pins = join(await temporaryFolder(), 'pins.txt');
  await writeFile(pins, lock.replace(/^#.*\n/gm, '').replace(/ --hash=.*/g, ''));
  const env = testEnvironment({ UV_PYTHON_DOWNLOADS: 'never' });
  const platform = ['--python-platform', 'x86_64-manylinux_2_34', '--python-version', '3.12'];
  const style = ['--only-binary', ':all:', '--annotation-style', 'line', '--no-header'];
  const args = ['pip', 'compile', 'requirements.in', '--constraints', pins, ...platform, ...style];
  const { stdout } = await execa(env['LAYERKIT_UV'] ?? 'uv', args, { cwd: projectRoot, env });
  const lines = stdout.split('\n').map((line) => /^(\S+)==\S+\s+# via (.*)$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((match) => {
      const [, name = '', via = ''] = match ?? [];
      const by = via.split(', ').filter((one) => !one.startsWith('-c '));
      return match === null ? [] : [[name, by.map((one) => one.replace(/^-r .*/, '-r')).toSorted()]];
    }),
  );
};

it('why finds the same requirers as uv for all packages of the example', async () => {
  const [ours, theirs] = [await requirersInLayer(), await requirersByUv()];
  expect(Object.keys(theirs).length).toBeGreaterThan(50);
  expect(ours).toEqual(theirs);
}, 300_000);

it('why takes the package as an argument or as an option', async () => {
  const workspace = await copyWorkspace();
  const files = await Promise.all(
    [
      { project: 'letters', version: '1.0', requires: ['alphabet'] },
      { project: 'alphabet', version: '1.0' },
    ].map(tinyWheel),
  );
  const index = await startIndexServer({ files });
  try {
    await addLayer(workspace, 'deps', {
      definition: { requirements: 'requirements.in' },
      files: { 'requirements.in': 'letters\n' },
    });
    const env = { UV_DEFAULT_INDEX: index.url, LAYERKIT_STORE: workspace.path('store') };
    await runExecutor(workspace, { executor: 'layer:lock', project: 'deps', env });
    for (const args of [
      ['deps:why', 'alphabet'],
      ['deps:why', '--package=alphabet', '--only=python3.12/x86_64'],
    ]) {
      const { exitCode, output } = await runNx(workspace.root, ['run', ...args], env);
      expect({ exitCode, output }).toEqual({
        exitCode: 0,
        output: expect.stringContaining('requirements.in:1: letters → alphabet'),
      });
    }
    const { exitCode, output } = await runNx(workspace.root, ['run', 'deps:why'], env);
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringMatching(
        /1 requirement, 2 packages[^]*│ letters +│ requirements\.in:1 │.*│ 1 package /,
      ),
    });
  } finally {
    await index.close();
    await workspace.remove();
  }
}, 300_000);
