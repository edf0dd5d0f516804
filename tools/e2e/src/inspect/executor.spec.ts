import { readFile } from 'node:fs/promises';
import { inspectionSchema } from '@layerkit/artifact/inspection';
import { runExecutor } from '../executors/run-executor.ts';
import { bareWorkspace, type Workspace } from '../workspace/workspace.ts';
import { addLayer, writeWorkspaceFile } from '../workspace/projects.ts';
import { runLayerkit } from './run-layerkit.ts';

// The zip of a project. Its module `queue` hides one of the standard library, which is a warning.

let workspace: Workspace;
const artifact = 'dist/apps/own/python3.12-x86_64';

beforeAll(async () => {
  workspace = await bareWorkspace();
  await addLayer(workspace, 'own', {
    definition: {
      sources: 'src',
      audit: { ignore: [{ code: 'shadowing/standard-library', reason: 'imported by no one' }] },
    },
    files: { 'src/own/__init__.py': 'X = 1\n', 'src/queue.py': 'Y = 2\n' },
  });
  expect(await runExecutor(workspace, { executor: 'layer:build', project: 'own' })).toMatchObject({
    exitCode: 0,
  });
}, 60_000);
afterAll(() => workspace.remove());

const inspect = (options: Readonly<Record<string, unknown>>) =>
  runExecutor(workspace, { executor: 'layer:inspect', project: 'own', options });

const readReport = async () =>
  inspectionSchema.parse(JSON.parse(await readFile(workspace.path(`${artifact}/inspection.json`), 'utf8')));

it('inspect prints what is in the zip, and passes if layer.json ignores its only finding', async () => {
  const { exitCode, output } = await inspect({});
  expect(exitCode).toBe(0);
  expect(output).toMatch(/^layer\.zip for python3\.12\/x86_64: OK, 1 ignored\n/);
  expect(output).toContain('ignored: shadowing/standard-library');
});

it('inspect writes the report next to the zip, with a comparison with the baseline', async () => {
  const baseline = 'released/layer.zip';
  await writeWorkspaceFile(workspace, baseline, 'not a zip');
  const { exitCode, output } = await inspect({ format: 'json', baseline });
  expect(exitCode).toBe(0);
  expect(output).toContain(workspace.path(`${artifact}/inspection.json`));
  const report = await readReport();
  expect(report.ignored).toEqual([
    { finding: expect.objectContaining({ path: 'python/queue.py' }), reason: 'imported by no one' },
  ]);
  expect(report.baseline?.findings.solved.map(({ code }) => code)).toEqual(['archive/invalid']);
}, 60_000);

it('inspect fails if the zip exceeds the budget now in layer.json', async () => {
  const definition = JSON.parse(await readFile(workspace.path('apps/own/layer.json'), 'utf8')) as object;
  const text = JSON.stringify({ ...definition, budget: { zippedBytes: 10 } });
  await writeWorkspaceFile(workspace, 'apps/own/layer.json', text);
  const { exitCode, output } = await inspect({});
  expect(exitCode).toBe(1);
  expect(output).toContain('error  size/budget');
});

it('inspect refuses an unknown format', async () => {
  const { exitCode, output } = await inspect({ format: 'xml' });
  expect(exitCode).toBe(1);
  expect(output).toMatch(/^command\/misused: unknown format “xml”/);
});

it('the command knows the target of a built zip and what its build ignored', async () => {
  const { exitCode, stdout } = await runLayerkit(['inspect', workspace.path(`${artifact}/layer.zip`)]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('layer.zip for python3.12/x86_64: OK, 1 ignored\n');
});

describe('a layer that build refuses', () => {
  const run = (executor: string, options: Readonly<Record<string, unknown>> = {}) =>
    runExecutor(workspace, { executor: `layer:${executor}`, project: 'own', options });

  it('can be inspected, and is reported as rejected', async () => {
    // The test before has set its budget to 10 bytes
    const build = await run('build');
    expect(build.exitCode).toBe(1);
    expect(build.output).toMatch(
      /^layer\/budget-exceeded: [^]*smaller-layer\.md\)\. [^]* nx run own:inspect --excludeTaskDependencies$/m,
    );
    const { exitCode, output } = await run('inspect', { format: 'json' });
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^python3\.12\/x86_64: build rejected this layer \(layer\/budget-exceeded\): you can inspect it/,
    );
    const report = await readFile(workspace.path(`${artifact}/rejected/inspection.json`), 'utf8');
    expect(inspectionSchema.parse(JSON.parse(report))).toMatchObject({
      zip: { entries: 2 },
      findings: [{ code: 'size/budget' }],
    });
  }, 60_000);

  it('can be inspected even if build did not reach the other target', async () => {
    const definition = JSON.parse(await readFile(workspace.path('apps/own/layer.json'), 'utf8')) as object;
    const text = JSON.stringify({ ...definition, architectures: ['x86_64', 'arm64'] });
    await writeWorkspaceFile(workspace, 'apps/own/layer.json', text);
    expect((await run('build')).exitCode).toBe(1);
    const { exitCode, output } = await run('why');
    expect(exitCode).toBe(0);
    expect(output).toContain('python3.12/x86_64: build rejected this layer (layer/budget-exceeded)');
    expect(output).toContain('python3.12/arm64: not built: build failed for another target\n');
    expect(output).toContain('python3.12/x86_64: no requirements, only own code');
  }, 60_000);

  it('is recognized by the command from its zip', async () => {
    const zip = workspace.path(`${artifact}/rejected/layer.zip`);
    expect((await runLayerkit(['inspect', zip])).stdout).toContain('layer.zip for python3.12/x86_64: ');
  });

  it.each(['verify', 'publish'])('is not accepted by %s', async (executor) => {
    const { exitCode, output } = await run(executor);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^artifact\/missing: /m);
  });
});
