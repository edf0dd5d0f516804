import { access, readdir, readFile } from 'node:fs/promises';
import { type IndexServer, startIndexServer, tinyWheel } from '@layerkit/testing-packages';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { expectClearError } from '../src/bad-input/clear-error.ts';
import { runExecutor } from '../src/executors/run-executor.ts';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import { validated } from '../src/results/validated.ts';
import { bareWorkspace, type Workspace } from '../src/workspace/workspace.ts';
import { addFunction, addLayer, writeWorkspaceFile } from '../src/workspace/projects.ts';

// Checks the result file of each executor against docs/schemas.

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const target = { runtime: 'python3.12', architecture };
const artifact = `python3.12-${architecture}`;

let workspace: Workspace;
let aws: LocalAws;
let index: IndexServer;

const run = (executor: string, options: Readonly<Record<string, unknown>> = {}): Promise<ProcessRun> => {
  const project = executor.startsWith('layer:') ? 'deps' : 'caller';
  return runExecutor(workspace, {
    executor,
    project,
    options,
    env: { ...aws.env, UV_DEFAULT_INDEX: index.url, LAYERKIT_STORE: workspace.path('store') },
  });
};

const succeed = async (
  executor: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const { exitCode, output } = await run(executor, options);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  return output;
};

const ofLayer = (file: string) => validated(workspace.path(`dist/apps/deps/${file}`));
const ofFunction = (file: string) => validated(workspace.path(`dist/apps/caller/${file}`));

beforeAll(async () => {
  const wheels = [
    { project: 'letters', version: '1.0', requires: ['alphabet'] },
    { project: 'letters', version: '1.1', requires: ['alphabet'] },
    { project: 'letters', version: '2.0', requires: ['alphabet'] },
    { project: 'alphabet', version: '1.0' },
  ];
  index = await startIndexServer({ files: await Promise.all(wheels.map(tinyWheel)) });
  [workspace, aws] = await Promise.all([bareWorkspace(), startLocalAws()]);
  await addLayer(workspace, 'deps', {
    definition: {
      architectures: [architecture],
      requirements: 'requirements.in',
      bytecode: 'imported',
      entryModules: ['letters'],
    },
    files: { 'requirements.in': 'letters==1.0\n' },
  });
  await addFunction(workspace, 'caller', {
    definition: {
      architecture,
      layers: ['deps'],
      smoke: [
        { name: 'answers', expect: { ok: true } },
        { name: 'answers again', expect: { ok: true } },
      ],
    },
    files: { 'src/app.py': 'import letters\ndef handle(event, context):\n    return {"ok": True}\n' },
  });
}, 120_000);

afterAll(async () => {
  await Promise.all([aws.stop(), index.close()]);
  await workspace.remove();
});

// The tests depend on one another, in the order of the pipeline.
it('lock writes what it pinned and what changed', async () => {
  await succeed('layer:lock');
  await writeWorkspaceFile(workspace, 'apps/deps/requirements.in', 'letters<2\n');
  await succeed('layer:lock');
  expect(await ofLayer('lock.json')).toMatchObject({
    schema: 'layerkit/lock/1',
    targets: [{ target, file: `lock/${artifact}.txt`, status: 'written', packages: 2, changed: [] }],
  });
  await succeed('layer:lock', { check: true });
  expect(await ofLayer('lock.json')).toMatchObject({ targets: [{ status: 'checked', packages: 2 }] });
}, 120_000);

it('outdated writes the newer versions, and fails only with failOnOutdated', async () => {
  const output = await succeed('layer:outdated');
  expect(output).toMatch(/letters .* 1\.0 .* 1\.1 .* 2\.0 /);
  expect(output).toContain('1 of 2 packages has a newer version');
  expect(await ofLayer('outdated.json')).toMatchObject({
    targets: [
      {
        outdated: [{ name: 'letters', locked: {}, allowed: { version: '1.1' }, newest: { version: '2.0' } }],
      },
    ],
  });
  const { exitCode, output: refusal } = await run('layer:outdated', { failOnOutdated: true });
  expect(exitCode).toBe(1);
  const says = [`python3.12/${architecture}: letters 1.0 → 1.1`];
  expectClearError(refusal, { code: 'lock/outdated', says, hint: 'lock --upgrade' });
  expect(await ofLayer('outdated.json')).toMatchObject({ schema: 'layerkit/outdated/1' });
}, 120_000);

it('imports writes how much is imported, and build writes its manifest', async () => {
  await succeed('layer:imports');
  expect(await ofLayer('imports.json')).toMatchObject({
    lists: [{ target, file: 'lock/python3.12.imports.txt', status: 'written', imported: 1 }],
  });
  await succeed('layer:build');
  expect(await ofLayer(`${artifact}/manifest.json`)).toMatchObject({ packages: [{}, {}] });
}, 120_000);

it('inspect and verify write their results next to the zip', async () => {
  await succeed('layer:inspect');
  expect(await ofLayer(`${artifact}/inspection.json`)).toMatchObject({ target, packages: [{}, {}] });
  await succeed('layer:verify');
  expect(await ofLayer(`${artifact}/verification.json`)).toMatchObject({ outcome: { status: 'passed' } });
}, 120_000);

it('why writes the dependency paths, and no result for a package that is not in the layer', async () => {
  expect(await succeed('layer:why', { package: 'alphabet' })).toContain(
    'requirements.in:1: letters<2 → alphabet',
  );
  expect(await ofLayer('why.json')).toMatchObject({
    package: 'alphabet',
    targets: [
      { chains: [{ where: 'requirements.in:1', steps: [{ name: 'letters' }, { name: 'alphabet' }] }] },
    ],
  });
  expect(await succeed('layer:why')).toMatch(/1 requirement, 2 packages/);
  const all = await ofLayer('why.json');
  expect(all).toMatchObject({ targets: [{ name: 'letters', bringsAlone: [{ name: 'alphabet' }] }] });
  expect(all).not.toHaveProperty('package');
  const { exitCode, output } = await run('layer:why', { package: 'leters' });
  expect(exitCode).toBe(1);
  expectClearError(output, { code: 'why/not-in-layer', says: ['“leters”'], hint: 'Did you mean letters?' });
  await expect(access(workspace.path('dist/apps/deps/why.json'))).rejects.toMatchObject({ code: 'ENOENT' });
}, 120_000);

it('publish writes what it published, or its plan in a dry run', async () => {
  await succeed('layer:publish', { dryRun: true });
  expect(await ofLayer('publication.json')).toMatchObject({ releases: [{ status: 'planned' }] });
  await succeed('layer:publish');
  expect(await ofLayer('publication.json')).toMatchObject({
    releases: [{ status: 'published', layerName: 'deps', version: 1, proofs: [{ status: 'passed' }] }],
  });
}, 120_000);

it('deploy writes what it did, and smoke writes what it saw', async () => {
  await succeed('lambda:build');
  expect(await ofFunction(`${artifact}/manifest.json`)).toMatchObject({ functionName: 'caller' });
  await succeed('lambda:inspect', { format: 'json' });
  expect(await ofFunction(`${artifact}/inspection.json`)).toMatchObject({
    zips: [{ role: 'function' }, { role: 'layer', file: 'deps' }],
    findings: [],
  });
  await succeed('lambda:deploy', { dryRun: true });
  expect(await ofFunction('deployment.json')).toMatchObject({ status: 'planned' });
  await succeed('lambda:deploy');
  expect(await ofFunction('deployment.json')).toMatchObject({
    status: 'created',
    layers: [{ project: 'deps', version: 1 }],
    steps: [{ action: 'create' }],
  });
  expect(await succeed('lambda:smoke')).toMatch(/answers again .* passed .* warm /);
  expect(await ofFunction('smoke.json')).toMatchObject({ passed: true, cases: [{ passed: true }, {}] });
}, 120_000);

it('a failed smoke writes what it saw too, and prints each problem once', async () => {
  const definition = { functionName: 'caller', runtime: 'python3.12', architecture, handler: 'app.handle' };
  const smoke = [{ name: 'answers', expect: { ok: false } }];
  await writeWorkspaceFile(workspace, 'apps/caller/function.json', JSON.stringify({ ...definition, smoke }));
  const { exitCode, output } = await run('lambda:smoke');
  expect(exitCode).toBe(1);
  expect(output.split('$.ok: expected false')).toHaveLength(2);
  expect(await ofFunction('smoke.json')).toMatchObject({ passed: false });
}, 120_000);

/** Runs an executor that must fail and returns its failure file. */
const failure = async (executor: string, options: Readonly<Record<string, unknown>> = {}) => {
  expect(await run(executor, options)).toMatchObject({ exitCode: 1 });
  const file = `${executor.replace(/^.*:/, '')}.failure.json`;
  return executor.startsWith('layer:') ? ofLayer(file) : ofFunction(file);
};

const isThere = (file: string): Promise<boolean> =>
  access(workspace.path(`dist/apps/${file}`)).then(
    () => true,
    () => false,
  );

describe('a run that fails', () => {
  let definition: string;
  beforeAll(async () => {
    definition = await readFile(workspace.path('apps/deps/layer.json'), 'utf8');
    await writeWorkspaceFile(workspace, 'apps/deps/requirements.in', 'letters==99\n');
  });

  it('writes a failure file for smoke too', async () => {
    expect(await ofFunction('smoke.failure.json')).toMatchObject({
      executor: '@layerkit/lambda:smoke',
      code: 'smoke/failed',
    });
  });

  it('writes code, message, problems and hint, and deletes the result of the last successful run', async () => {
    expect(await isThere('deps/lock.json')).toBe(true);
    expect(await failure('layer:lock')).toMatchObject({
      executor: '@layerkit/layer:lock',
      code: 'lock/unsatisfiable',
      problems: expect.arrayContaining([expect.stringContaining('letters==99')]),
      hint: expect.any(String),
    });
    expect(await isThere('deps/lock.json')).toBe(false);
    expect(await failure('layer:outdated')).toMatchObject({ code: 'lock/stale' });
    expect(await isThere('deps/outdated.json')).toBe(false);
  }, 120_000);

  it('deletes the manifest of the last build, so that later steps report it as missing', async () => {
    expect(await isThere(`deps/${artifact}/manifest.json`)).toBe(true);
    expect(await failure('layer:build')).toMatchObject({ code: 'lock/stale' });
    expect(await isThere(`deps/${artifact}/manifest.json`)).toBe(false);
    for (const executor of ['layer:inspect', 'layer:verify', 'layer:why', 'layer:publish'])
      expect(await failure(executor, { package: 'letters' })).toMatchObject({ code: 'artifact/missing' });
    expect(await isThere('deps/publication.json')).toBe(false);
  }, 120_000);

  it('writes its failure file even if the definition can’t be read', async () => {
    await writeWorkspaceFile(workspace, 'apps/deps/layer.json', '{');
    expect(await failure('layer:lock')).toMatchObject({ code: 'definition/invalid' });
    await writeWorkspaceFile(workspace, 'apps/caller/function.json', '{');
    for (const executor of ['lambda:build', 'lambda:deploy', 'lambda:smoke'])
      expect(await failure(executor)).toMatchObject({ code: 'definition/invalid' });
    expect(await isThere('caller/deployment.json')).toBe(false);
    expect(await isThere('caller/smoke.json')).toBe(false);
    expect(await isThere(`caller/${artifact}/manifest.json`)).toBe(false);
  }, 60_000);

  it('has its failure file deleted by a successful run, and build still knows what has changed since', async () => {
    const described = definition.replace('{', '{ "description": "other",');
    await writeWorkspaceFile(workspace, 'apps/deps/layer.json', described);
    await writeWorkspaceFile(workspace, 'apps/deps/requirements.in', 'letters<2\n');
    await succeed('layer:lock', { check: true });
    expect(await succeed('layer:build')).toContain('rebuilt because of layer.json (description)');
    const left = await readdir(workspace.path('dist/apps/deps'));
    expect(left.filter((name) => /^(?:lock|build)\.failure/.test(name))).toEqual([]);
  }, 120_000);
});
