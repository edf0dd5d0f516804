import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { findUv } from '@layerkit/locking/uv';
import type { ProcessRun } from '../src/processes/process-run.ts';
import { expectClearError } from '../src/bad-input/clear-error.ts';
import { startLocalAws, type LocalAws } from '../src/local-aws/start-local-aws.ts';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import type { Workspace } from '../src/workspace/workspace.ts';
import { freshWorkspace } from '../src/consumer/fresh-workspace.ts';
import { runGenerator } from '../src/workspace/run-generator.ts';
import { cachedTasks, outputOf, runNx, startedTasks } from '../src/workspace/run-nx.ts';

let workspace: Workspace;
let aws: LocalAws;
let uv: string;

const generate = async (...args: readonly string[]): Promise<ProcessRun> =>
  runGenerator(workspace.root, args, { LAYERKIT_UV: uv });

const nx = (...args: readonly string[]): Promise<ProcessRun> =>
  runNx(workspace.root, args, { ...aws.env, LAYERKIT_UV: uv });

const git = async (...args: readonly string[]): Promise<string> => {
  const author = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost'];
  return (await execa('git', [...author, ...args], { cwd: workspace.root })).stdout;
};

/** Returns the files that were written since the last call. */
const written = async (): Promise<readonly string[]> => {
  await git('add', '--all');
  const files = await git('diff', '--cached', '--name-only');
  await git('commit', '--quiet', '--allow-empty', '--message=next');
  return files.split('\n').filter((file) => file !== '');
};

const text = (path: string): Promise<string> => readFile(workspace.path(path), 'utf8');

const layer = [
  ...['@layerkit/layer:layer', 'dependencies-layer', '--requirements=six==1.17.0,markupsafe<4,>=3'],
  ...['--runtime=python3.12', '--architectures=x86_64,arm64'],
];

beforeAll(async () => {
  uv = await findUv(workspaceRoot, process.env);
  [workspace, aws] = await Promise.all([freshWorkspace(), startLocalAws()]);
  await written();
}, 300_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

// The tests depend on one another: each starts where the one before ended.
describe('a workspace that has just installed the plugins', () => {
  it('sees a layer in a dry run, which writes and locks nothing', async () => {
    const { exitCode, output } = await generate(...layer, '--dry-run');
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain('CREATE apps/dependencies-layer/layer.json');
    expect(output).toContain('UPDATE nx.json');
    expect(output).not.toContain('Locking');
    expect(await written()).toEqual([]);
  }, 60_000);

  it('sees errors before anything is written', async () => {
    const { exitCode, output } = await generate('@layerkit/layer:layer', 'x', '--runtime=3.12');
    expect(exitCode).toBe(1);
    expectClearError(output.replace(/^ NX +(?=[a-z-]+\/)/m, ''), {
      code: 'platform/unknown-runtime',
      says: ['unknown runtime “3.12”'],
      hint: 'Did you mean python3.12?',
    });
    expect(await written()).toEqual([]);
  }, 60_000);

  it('gets a layer that is wired, formatted with its settings, and locked', async () => {
    const { exitCode, output } = await generate(...layer);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toMatch(/^ {2}\+ six 1\.17\.0$/m);
    const root = 'apps/dependencies-layer';
    expect(await written()).toEqual([
      '.gitignore',
      ...['layer.json', 'lock/python3.12-arm64.txt', 'lock/python3.12-x86_64.txt'].map(
        (file) => `${root}/${file}`,
      ),
      `${root}/requirements.in`,
      'nx.json',
    ]);
    expect(await text(`${root}/requirements.in`)).toBe('six==1.17.0\nmarkupsafe<4,>=3\n');
    const definition = await text(`${root}/layer.json`);
    expect(definition).toContain('\n   "layerName"');
    const { $schema } = JSON.parse(definition) as { $schema: string };
    expect(await readFile(join(workspace.path(root), $schema), 'utf8')).toContain('"layerName"');
  }, 120_000);

  it('does not change when the same generator runs again', async () => {
    const { exitCode, output } = await generate(...layer);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(output).toContain('Nothing to do');
    expect(output).not.toContain('Locking');
    expect(await written()).toEqual([]);
  }, 60_000);

  it('gets a function with the layer attached', async () => {
    const role = '--role=arn:aws:iam::000000000000:role/hello';
    const made = await generate('@layerkit/lambda:function', 'hello', '--runtime=python3.12', role);
    expect(made).toMatchObject({ exitCode: 0 });
    expect(await written()).toContain('apps/hello/src/hello/handler.py');
    const attached = await generate('@layerkit/layer:add-layer', 'hello', 'dependencies-layer');
    expect(attached).toMatchObject({ exitCode: 0 });
    expect(await written()).toEqual(['apps/hello/function.json']);
    expect(JSON.parse(await text('apps/hello/function.json'))).toMatchObject({
      layers: ['dependencies-layer'],
    });
  }, 120_000);

  it('builds the layer once for each target, and not again for a README', async () => {
    const built = await nx('run', 'dependencies-layer:build');
    expect(built).toMatchObject({ exitCode: 0 });
    for (const architecture of ['x86_64', 'arm64'])
      await readFile(workspace.path(`dist/apps/dependencies-layer/python3.12-${architecture}/layer.zip`));
    await writeFile(workspace.path('apps/dependencies-layer/README.md'), '# Dependencies\n');
    const again = await nx('run', 'dependencies-layer:build');
    expect(cachedTasks(again)).toEqual(['dependencies-layer:build']);
  }, 120_000);

  it('publishes, deploys and tests everything with the one command smoke', async () => {
    const run = await nx('run', 'hello:smoke');
    expect(run).toMatchObject({ exitCode: 0 });
    expect(startedTasks(run)).toContain('dependencies-layer:publish');
    expect(outputOf(run, 'hello')).toMatch(/^passed +answers/m);
    expect((await aws.lambda.functions.get('hello'))?.configuration.layers).toEqual([
      expect.stringMatching(/:layer:dependencies-layer:1$/),
    ]);
    await rm(workspace.path('apps/dependencies-layer/README.md'));
    expect(await written()).toEqual([]);
  }, 120_000);

  it('gets a layer without uv too, and sees how to lock it', async () => {
    uv = workspace.path('no-uv');
    const run = await generate(
      '@layerkit/layer:layer',
      'later',
      '--requirements=six',
      '--runtime=python3.12',
    );
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.output).toMatch(
      /later are written, but the layer is not locked\.\n.*no-uv[^]*pip install uv[^]*nx run later:lock/,
    );
    expect(await written()).toEqual(['layer.json', 'requirements.in'].map((file) => `apps/later/${file}`));
  }, 60_000);
});
