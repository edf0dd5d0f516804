import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { verificationSchema } from '@layerkit/artifact/verification';
import { listenOnLoopback } from '@layerkit/testing-host';
import type { ProcessRun } from './processes/process-run.ts';
import { expectClearError } from './bad-input/clear-error.ts';
import { runExecutor, startExecutor } from './executors/run-executor.ts';
import { functionText } from './functions/function-text.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';
import { addLayer } from './workspace/projects.ts';

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const role = 'arn:aws:iam::000000000000:role/verify';

/** Keeps each import of the module `slow` waiting until the test opens the gate. */
const waiting: ServerResponse[] = [];
const gate = createServer((_, response) => void waiting.push(response));
const openGate = () => {
  gate.removeAllListeners('request').on('request', (_, response: ServerResponse) => void response.end());
  for (const response of waiting) response.end();
};

const layersFor = (gatePort: number): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  good: {
    'src/heavy/__init__.py': 'KEPT = b"x" * (32 << 20)\n',
    'src/light.py': 'import heavy\n',
    'src/apart.py': functionText('sees_only_its_own'),
  },
  broken: {
    'src/a_ends.py': 'import os, sys\nprint("last words", file=sys.stderr, flush=True)\nos._exit(7)\n',
    'src/b_kills_all.py':
      'import os, signal\nstat = open(f"/proc/{os.getppid()}/stat").read()\nos.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)\n',
    'src/c_missing.py': 'import not_there\n',
    'src/d_fine.py': '',
  },
  slow: {
    'src/slow.py': `import urllib.request\nurllib.request.urlopen("http://127.0.0.1:${gatePort}").read()\n`,
  },
});

let workspace: Workspace;
let aws: LocalAws;

beforeAll(async () => {
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  for (const [name, files] of Object.entries(layersFor(await listenOnLoopback(gate)))) {
    await addLayer(workspace, name, { definition: { sources: 'src', architectures: [architecture] }, files });
    const built = await runExecutor(workspace, { executor: 'layer:build', project: name });
    expect(built).toMatchObject({ exitCode: 0 });
  }
}, 120_000);

afterAll(async () => {
  await aws.stop();
  gate.closeAllConnections();
  gate.close();
  await workspace.remove();
});

const taskOf = (project: string, options: Readonly<Record<string, unknown>> = {}) => ({
  executor: 'layer:verify',
  project,
  options: { on: 'lambda', role, again: true, ...options },
  env: aws.env,
});

const verify = (project: string, options?: Readonly<Record<string, unknown>>): Promise<ProcessRun> =>
  runExecutor(workspace, taskOf(project, options));

const verificationOf = async (project: string) => {
  const path = workspace.path(`dist/apps/${project}/python3.12-${architecture}/verification.json`);
  const { outcome } = verificationSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  if (outcome.status === 'not-checked') throw new Error(outcome.reason);
  return outcome;
};

/** Returns the names of all functions and layers. In this test, only verify makes any. */
const present = async () => {
  const names: string[] = [];
  for await (const { functionName } of aws.lambda.temporary.listFunctions())
    names.push(`function ${functionName}`);
  for await (const { layerName } of aws.lambda.temporary.listLayers()) names.push(`layer ${layerName}`);
  return names;
};

/** Starts verify and waits until its function exists. */
const startVerifying = async (project: string) => {
  const process = startExecutor(workspace, taskOf(project));
  for (let looks = 0; looks < 600; looks += 1) {
    const names = await present();
    if (names.some((name) => name.startsWith('function'))) return { process, names };
    await sleep(50);
  }
  throw new Error(`no function was made: ${(await process).all}`);
};

it('a valid layer passes without credentials in the function, and nothing is left on Lambda', async () => {
  const { exitCode, output } = await verify('good');
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(output).toMatch(
    /passed: 3 of 3 modules import in .* a function in eu-central-1 at http:\/\/127\.0\.0\.1/,
  );
  const { where, modules } = await verificationOf('good');
  expect(where).toMatchObject({ on: 'lambda', interpreter: expect.stringMatching(/^CPython 3\.12\./) });
  expect(modules).toMatchObject([
    { module: 'apart', outside: ['_layerkit_probe', 'awslambdaric'], file: '/opt/python/apart.py' },
    { module: 'heavy', file: '/opt/python/heavy/__init__.py' },
    { module: 'light', outside: [] },
  ]);
  expect(modules[1]?.memoryBytes).toBeGreaterThan(30 << 20);
  expect(await present()).toEqual([]);
}, 60_000);

it('a layer that was verified on Lambda is not verified again, not even on this host', async () => {
  for (const on of ['lambda', 'local']) {
    const { exitCode, output } = await verify('good', { on, again: false });
    expect(exitCode).toBe(0);
    expect(output).toMatch(/a function in eu-central-1 .*; the same zip was verified before/);
  }
}, 60_000);

it('a broken layer fails with the name of each module, and nothing is left on Lambda', async () => {
  const { exitCode, output } = await verify('broken');
  expect(exitCode).toBe(1);
  expectClearError(output, {
    code: 'verify/failed',
    says: [
      'a_ends: ended the interpreter with exit code 7: last words',
      'b_kills_all: Runtime.ExitError: ',
      "c_missing: ModuleNotFoundError: No module named 'not_there'",
    ],
    hint: 'Correct the requirements',
  });
  expect(output).not.toMatch(/d_fine: /);
  expect((await verificationOf('broken')).status).toBe('failed');
  expect(await present()).toEqual([]);
}, 120_000);

it('submodules are imported on Lambda too', async () => {
  const { exitCode, output } = await verify('good', { submodules: true });
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  expect(await verificationOf('good')).toMatchObject({ scope: 'submodules', where: { on: 'lambda' } });
}, 60_000);

it('verify deletes what it created when it is interrupted', async () => {
  const { process } = await startVerifying('slow');
  process.kill('SIGTERM');
  const { exitCode, all } = await process;
  expect(exitCode).toBe(1);
  expectClearError(all, { code: 'verify/interrupted', says: ['SIGTERM'], hint: 'Run verify again' });
  expect(await present()).toEqual([]);
}, 60_000);

it('verify deletes what a killed run left behind', async () => {
  const killed = await startVerifying('slow');
  killed.process.kill('SIGKILL');
  await killed.process;
  expect(await present()).toEqual(killed.names);
  const { exitCode, output } = await verify('good');
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  const [name = ''] = killed.names.map((found) => found.split(' ')[1]);
  expect(output).toContain(`function ${name}, left by a killed run`);
  expect(output).toContain(`layer version ${name}:1, left by a killed run`);
  expect(await present()).toEqual([]);
}, 90_000);

it('verify keeps what another active run uses', async () => {
  const other = await startVerifying('slow');
  const { exitCode, output } = await verify('good');
  expect(exitCode).toBe(0);
  expect(output).not.toContain('left by');
  expect(await present()).toEqual(other.names);
  openGate();
  expect(await other.process).toMatchObject({ exitCode: 0 });
  expect(await present()).toEqual([]);
}, 90_000);

it('verify without a role asks for one', async () => {
  const { exitCode, output } = await verify('good', { role: undefined });
  expect(exitCode).toBe(1);
  expectClearError(output, { code: 'verify/role-missing', says: ['execution role'], hint: '--role=' });
  expect(await present()).toEqual([]);
}, 60_000);
