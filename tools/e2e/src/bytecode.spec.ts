import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ProcessRun } from './processes/process-run.ts';
import { runExecutor } from './executors/run-executor.ts';
import { expectClearError } from './bad-input/clear-error.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';
import { addLayer } from './workspace/projects.ts';

// A layer with bytecode of what its entry module imports, built as a user would.

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

let workspace: Workspace;

const run = (executor: string): Promise<ProcessRun> =>
  runExecutor(workspace, { executor: `layer:${executor}`, project: 'own' });

beforeAll(async () => {
  workspace = await bareWorkspace();
  await addLayer(workspace, 'own', {
    definition: {
      sources: 'src',
      architectures: [architecture],
      bytecode: 'imported',
      entryModules: ['own'],
    },
    files: { 'src/own.py': 'import helper\n', 'src/helper.py': 'X = 1\n', 'src/seldom.py': 'Y = 2\n' },
  });
}, 60_000);

afterAll(() => workspace.remove());

// The tests depend on one another.
it('build fails until the imports of the entry module are recorded', async () => {
  const { exitCode, output } = await run('build');
  expect(exitCode).toBe(1);
  const says = ['lock/python3.12.imports.txt', 'is missing'];
  expectClearError(output, { code: 'imports/missing', says, hint: 'imports target' });
}, 60_000);

it('the imports are recorded once, and the layer is built with exactly their bytecode and verified', async () => {
  const recorded = await run('imports');
  expect(recorded).toMatchObject({ exitCode: 0 });
  expect(recorded.output).toContain('import 2 files of the layer, written to');
  expect((await run('imports')).output).toContain('unchanged in');
  const built = await run('build');
  expect(built).toMatchObject({ exitCode: 0 });
  expect(built.output).toMatch(
    /bytecode of the imported modules adds .*, 2 files, compiled by CPython 3\.12\./,
  );
  const manifest: unknown = JSON.parse(
    await readFile(workspace.path(`dist/apps/own/python3.12-${architecture}/manifest.json`), 'utf8'),
  );
  expect(manifest).toMatchObject({ bytecode: { mode: 'imported', files: 2, notCompiled: [] } });
  const verified = await run('verify');
  expect(verified).toMatchObject({ exitCode: 0 });
  expect(verified.output).toContain('3 of 3');
}, 120_000);

it('build asks for a new record if the entry modules change', async () => {
  const path = workspace.path('apps/own/layer.json');
  const definition = z.looseObject({}).parse(JSON.parse(await readFile(path, 'utf8')));
  await writeFile(path, JSON.stringify({ ...definition, entryModules: ['own', 'seldom'] }));
  const { exitCode, output } = await run('build');
  expect(exitCode).toBe(1);
  const says = ['lock/python3.12.imports.txt', 'other entry modules'];
  expectClearError(output, { code: 'imports/stale', says, hint: 'imports target' });
}, 60_000);
