import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { ProcessRun } from '../processes/process-run.ts';
import { runExecutor } from '../executors/run-executor.ts';
import { copyWorkspace } from '../workspace/copy-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { addFunction, addLayer, writeWorkspaceFile } from '../workspace/projects.ts';
import { outputOf, runNx } from '../workspace/run-nx.ts';
import { expectClearError } from './clear-error.ts';

// The errors that a user sees through Nx. Each run has as many mistakes as fit together.

let workspace: Workspace;

const withRequirements = (name: string, text: string): Promise<void> =>
  addLayer(workspace, name, {
    definition: { requirements: 'requirements.in' },
    files: { 'requirements.in': text },
  });

const lockFile = (name: string): string => `apps/${name}/lock/python3.12-x86_64.txt`;

/** Adds valid, locked layers, one with its lock under another name too. */
const addLockedLayers = async (): Promise<void> => {
  await withRequirements('stale', 'six==1.17.0\n');
  const { output } = await runExecutor(workspace, { executor: 'layer:lock', project: 'stale' });
  expect(output).toContain('+ six 1.17.0');
  const lock = await readFile(workspace.path(lockFile('stale')), 'utf8');
  for (const name of ['edited', 'extended', 'good']) {
    await withRequirements(name, 'six==1.17.0\n');
    await writeWorkspaceFile(workspace, lockFile(name), lock);
  }
  await writeWorkspaceFile(workspace, 'apps/stale/requirements.in', 'six==1.16.0\n');
  await writeFile(workspace.path(lockFile('edited')), lock.replace('six==1.17.0', 'six==1.16.0'));
  await appendFile(workspace.path(lockFile('extended')), 'six==1.15.0\n');
};

const runMany = (target: string, projects: readonly string[]): Promise<ProcessRun> =>
  runNx(workspace.root, ['run-many', '-t', target, '-p', projects.join()]);

beforeAll(async () => {
  workspace = await copyWorkspace();
  await addLockedLayers();
}, 120_000);

afterAll(() => workspace.remove());

describe('nx lock', () => {
  let run: ProcessRun;
  beforeAll(async () => {
    await withRequirements('unknown', 'six\nno-such-package-of-layerkit>=1\n');
    await withRequirements('wheelless', '# comment\ndocopt==0.6.2\n');
    run = await runMany('lock', ['unknown', 'wheelless']);
  }, 120_000);

  it('names a requirement that does not exist, and its line', () => {
    expect(run.exitCode).toBe(1);
    expectClearError(outputOf(run, 'unknown'), {
      code: 'lock/unknown-requirement',
      says: ['“no-such-package-of-layerkit”', 'requirements.in:2: '],
      hint: 'Check the spelling',
    });
  });

  it('names a requirement without a wheel for the target, and what exists instead', () => {
    expectClearError(outputOf(run, 'wheelless'), {
      code: 'lock/no-wheel',
      says: [
        'python3.12/x86_64',
        '“docopt”',
        'requirements.in:2: docopt==0.6.2: docopt 0.6.2 is only a source distribution',
      ],
      hint: 'set "allowBuild": ["docopt"] in layer.json',
    });
  });
});

it('an unknown target is refused, and the targets of the layer are named', async () => {
  await withRequirements('one-of-two', 'six==1.17.0\n');
  const { exitCode, output } = await runNx(workspace.root, [
    'run',
    'one-of-two:lock',
    '--only=python3.9/arm64',
  ]);
  expect(exitCode).toBe(1);
  expectClearError(output, {
    code: 'platform/invalid-target',
    says: ['python3.9/arm64'],
    hint: 'Use one of: python3.12/x86_64',
  });
}, 60_000);

describe('nx build', () => {
  let run: ProcessRun;
  const failing = [
    'stale',
    'edited',
    'extended',
    'unlocked',
    'misdescribed',
    'no-json',
    'huge',
    'sourceless',
  ];
  beforeAll(async () => {
    await withRequirements('unlocked', 'six\n');
    await addLayer(workspace, 'misdescribed', {
      definition: { layerName: 'a b', runtimes: ['python2.7'], requirement: 'requirements.in' },
    });
    await addLayer(workspace, 'no-json', { definition: {} });
    await writeFile(workspace.path('apps/no-json/layer.json'), '{ "layerName": no-json }');
    await addLayer(workspace, 'sourceless', { definition: { sources: 'source' } });
    await addLayer(workspace, 'huge', { definition: { sources: 'src' }, files: { 'src/huge.bin': '' } });
    await truncate(workspace.path('apps/huge/src/huge.bin'), 251 * 1024 * 1024);
    run = await runMany('build', [...failing, 'good']);
    expect(run.exitCode).toBe(1);
  }, 180_000);

  it('builds valid projects even if others fail', () => {
    expect(outputOf(run, 'good')).toContain('1 package,');
  });

  it('refuses a stale lock, and names the requirements it was made from', () => {
    expectClearError(outputOf(run, 'stale'), {
      code: 'lock/stale',
      says: ['lock/python3.12-x86_64.txt was made from other requirements: requirements.in'],
      hint: 'Run “nx run stale:lock”',
    });
  });

  it.each([
    ['edited', 'its lines do not match the digest in its header'],
    ['extended', 'line 7: “six==1.15.0” is not NAME==VERSION --hash'],
  ])('refuses a lock that was edited by hand: %s', (project, problem) => {
    expectClearError(outputOf(run, project), {
      code: 'lock/invalid',
      says: ['lock/python3.12-x86_64.txt', problem],
      hint: 'Restore it from version control',
    });
  });

  it('asks for a lock if there is none', () => {
    expectClearError(outputOf(run, 'unlocked'), {
      code: 'lock/missing',
      says: ['apps/unlocked/lock/python3.12-x86_64.txt is missing'],
      hint: 'Run “nx run unlocked:lock”',
    });
  });

  it('names every problem of layer.json, with its place and value', () => {
    expectClearError(outputOf(run, 'misdescribed'), {
      code: 'definition/invalid',
      says: [
        'apps/misdescribed/layer.json',
        /^ {2}- layerName: .*found "a b"$/m,
        /^ {2}- runtimes\.0: "python2\.7" is not one of .*python3\.12/m,
        '- unknown field "requirement"; did you mean requirements?\n',
      ],
      hint: '@layerkit/layer/schemas',
    });
    expectClearError(outputOf(run, 'no-json'), {
      code: 'definition/invalid',
      says: ['apps/no-json/layer.json is not valid JSON', '- line 1, column 16: this is not a value; '],
      hint: '@layerkit/layer/schemas',
    });
  });

  it('names a missing folder of sources', () => {
    expectClearError(outputOf(run, 'sourceless'), {
      code: 'source/invalid',
      says: ['apps/sourceless/source as a source folder'],
      hint: 'set “sources” in layer.json',
    });
  });

  it('refuses a layer over 250 MiB unpacked, and keeps it only for inspect', async () => {
    expectClearError(outputOf(run, 'huge'), {
      code: 'layer/too-large',
      says: ['unpacks to 263,192,576 bytes; Lambda allows 262,144,000', '- own code: 263,192,576 bytes'],
      hint: 'nx run huge:inspect --excludeTaskDependencies',
    });
    const { stdout } = await execa('find', ['.', '-type', 'f'], { cwd: workspace.path('dist/apps/huge') });
    expect(stdout.split('\n').toSorted()).toEqual([
      './build.failure.json',
      './python3.12-x86_64/rejected/layer.zip',
      './python3.12-x86_64/rejected/rejection.json',
    ]);
    const inspect = ['run', 'huge:inspect', '--excludeTaskDependencies'];
    const { exitCode, output } = await runNx(workspace.root, inspect);
    expect(exitCode).toBe(1);
    expect(output).toContain('build rejected this layer (layer/too-large): you can inspect it');
    expect(output).toContain('1 file, 251 MiB zipped');
  }, 60_000);
});

it('an unknown option is refused by the executor’s schema', async () => {
  const run = await runNx(workspace.root, ['run', 'good:build', '--colour=red']);
  expect(run).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining("'colour' is not found in schema"),
  });
}, 60_000);

it('build names a missing project in layers, before deploy', async () => {
  await addFunction(workspace, 'reader', {
    definition: { layers: ['goood', 'nobody'] },
    files: { 'src/app.py': 'def handle(event, context):\n    return {}\n' },
  });
  const run = await runNx(workspace.root, ['run', 'reader:build']);
  expect(run.exitCode).toBe(1);
  expectClearError(outputOf(run, 'reader'), {
    code: 'deploy/unknown-layer-project',
    says: [
      'function.json of reader',
      '- goood: there is no such project; did you mean good?\n',
      '- nobody: there is no',
    ],
    hint: 'nx show projects',
  });
}, 120_000);
