import { expectClearError } from './bad-input/clear-error.ts';
import { runExecutor } from './executors/run-executor.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';
import { addLayer } from './workspace/projects.ts';

// A layer with a plugin, but without the package that the plugin extends.

let workspace: Workspace;

beforeAll(async () => {
  workspace = await bareWorkspace();
}, 60_000);
afterAll(() => workspace.remove());

const define = (verify?: object) =>
  addLayer(workspace, 'plugin', {
    definition: { sources: 'src', verify },
    files: { 'src/host/plugins/ours.py': 'import host_core\n', 'src/fine.py': '' },
  });

const run = (executor: string) => runExecutor(workspace, { executor, project: 'plugin' });

const ours = { module: 'host.plugins.ours', reason: 'host_core is in the layer of the host' };

it('verify fails for a module that can’t be imported, unless it is an expected failure that still fails', async () => {
  await define();
  expect(await run('layer:build')).toMatchObject({ exitCode: 0 });
  const refused = await run('layer:verify');
  expectClearError(refused.output, {
    code: 'verify/failed',
    says: ["host.plugins.ours: ModuleNotFoundError: No module named 'host_core'"],
    hint: 'verify.expectedFailures',
  });

  await define({ expectedFailures: [ours] });
  const told = `  expected failure: host.plugins.ours: ModuleNotFoundError: No module named 'host_core' (${ours.reason})`;
  for (const says of [/passed: 1 of 2 modules import in/, /the same zip was verified before/]) {
    const { exitCode, output } = await run('layer:verify');
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringMatching(says) });
    expect(output.split('\n')).toContain(told);
  }

  await define({ expectedFailures: [{ ...ours, module: 'fine' }] });
  const { exitCode, output } = await run('layer:verify');
  expect(exitCode).toBe(1);
  expect(output).toContain('fine imports: remove it from verify.expectedFailures in layer.json');
}, 60_000);
