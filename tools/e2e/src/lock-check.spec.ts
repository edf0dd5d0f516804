import { readFile, stat } from 'node:fs/promises';
import type { ProcessRun } from './processes/process-run.ts';
import { closedOrigin } from './bad-input/closed-port.ts';
import { runExecutor } from './executors/run-executor.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';
import { addLayer, writeWorkspaceFile } from './workspace/projects.ts';

let workspace: Workspace;
const lock = 'apps/pinned/lock/python3.12-x86_64.txt';

/** Runs lock --check without an index and without uv. */
const check = async (): Promise<ProcessRun> =>
  runExecutor(workspace, {
    executor: 'layer:lock',
    project: 'pinned',
    options: { check: true },
    env: { UV_DEFAULT_INDEX: await closedOrigin(), LAYERKIT_UV: '/nowhere/uv' },
  });

const lockOnDisk = async () => ({
  text: await readFile(workspace.path(lock), 'utf8'),
  modified: (await stat(workspace.path(lock))).mtimeMs,
});

beforeAll(async () => {
  workspace = await bareWorkspace();
  await addLayer(workspace, 'pinned', {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': 'six==1.17.0\n' },
  });
});
afterAll(() => workspace.remove());

// The tests depend on one another: each starts where the one before ended.
describe('lock --check, offline', () => {
  it('names the task to run if there is no lock yet', async () => {
    const { exitCode, output } = await check();
    expect(exitCode).toBe(1);
    expect(output).toContain('lock/missing');
    expect(output).toContain('Run “nx run pinned:lock” and commit what it writes.');
    await expect(stat(workspace.path('apps/pinned/lock'))).rejects.toThrow('ENOENT');
  });

  it('accepts a lock that matches the requirements', async () => {
    const locked = await runExecutor(workspace, { executor: 'layer:lock', project: 'pinned' });
    expect(locked).toMatchObject({ exitCode: 0 });
    expect(await check()).toMatchObject({ exitCode: 0 });
  });

  it('fails if the requirements have changed since, and does not change the lock', async () => {
    await writeWorkspaceFile(workspace, 'apps/pinned/requirements.in', 'six==1.16.0\n');
    const before = await lockOnDisk();
    const { exitCode, output } = await check();
    expect(exitCode).toBe(1);
    expect(output).toContain('lock/stale');
    expect(output).toContain('Run “nx run pinned:lock” and commit what it writes.');
    expect(await lockOnDisk()).toEqual(before);
  });
});
