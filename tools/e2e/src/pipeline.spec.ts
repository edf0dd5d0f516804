import { readFile, writeFile } from 'node:fs/promises';
import type { ProcessRun } from './processes/process-run.ts';
import { runExecutor } from './executors/run-executor.ts';
import { functionText } from './functions/function-text.ts';
import { startLocalAws, type LocalAws } from './local-aws/start-local-aws.ts';
import { copyWorkspace } from './workspace/copy-workspace.ts';
import type { Workspace } from './workspace/workspace.ts';
import { addFunction, addLayer, writeWorkspaceFile } from './workspace/projects.ts';
import { cachedTasks, outputOf, runNx, startedTasks } from './workspace/run-nx.ts';

let workspace: Workspace;
let aws: LocalAws;

const nx = (...args: readonly string[]): Promise<ProcessRun> => runNx(workspace.root, args, aws.env);

/** Returns every live layer version, newest first, as `name:version`. */
const liveVersions = async (): Promise<readonly string[]> => {
  const live: string[] = [];
  for (const name of ['below', 'above'])
    for await (const { version } of aws.lambda.layers.list(name)) live.push(`${name}:${version}`);
  return live;
};

const attachedLayers = async (): Promise<readonly string[] | undefined> =>
  (await aws.lambda.functions.get('painter'))?.configuration.layers.map((arn) =>
    arn.split(':').slice(-2).join(':'),
  );

/** Returns the response of the last smoke from the result file. */
const lastAnswer = async (): Promise<unknown> => {
  const report = await readFile(workspace.path('dist/apps/painter/smoke.json'), 'utf8');
  return (JSON.parse(report) as { cases: { payload: unknown }[] }).cases[0]?.payload;
};

const shade = 'apps/above/src/shade.py';

beforeAll(async () => {
  [workspace, aws] = await Promise.all([copyWorkspace(), startLocalAws()]);
  await addLayer(workspace, 'below', {
    definition: { requirements: 'requirements.in', sources: 'src' },
    files: { 'requirements.in': 'six==1.17.0\n', 'src/shade.py': 'NAME = "below"\n' },
  });
  await addLayer(workspace, 'above', {
    definition: { sources: 'src', architectures: ['x86_64', 'arm64'] },
    files: { 'src/shade.py': 'NAME = "above"\n' },
  });
  await addFunction(workspace, 'painter', {
    definition: {
      timeoutSeconds: 30,
      layers: ['below', 'above'],
      smoke: [{ name: 'paints', expect: { six: '/opt/python/six.py' } }],
    },
    files: {
      'src/app.py': functionText('paints'),
    },
  });
  const { output } = await runExecutor(workspace, { executor: 'layer:lock', project: 'below' });
  expect(output).toContain('+ six 1.17.0');
}, 120_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

// The tests depend on one another: each starts where the one before ended.
describe('the pipeline from requirements to a tested function', () => {
  it('is shown by a dry run that changes nothing on AWS', async () => {
    const run = await nx('run', 'painter:deploy', '--dryRun');
    expect(run).toMatchObject({ exitCode: 0 });
    expect(outputOf(run, 'below')).toMatch(/^publish +below \(python3\.12 on x86_64\)/m);
    expect(outputOf(run, 'above')).toMatch(/^publish +above \(python3\.12 on x86_64, arm64\)/m);
    expect(outputOf(run, 'painter')).toMatch(/^create +painter$/m);
    expect(outputOf(run, 'painter')).toContain('layer 1: below, to be published (below)');
    expect(await liveVersions()).toEqual([]);
    expect(await attachedLayers()).toBeUndefined();
  }, 120_000);

  it('runs with smoke alone, since Nx knows its order', async () => {
    const run = await nx('run', 'painter:smoke');
    expect(run).toMatchObject({ exitCode: 0 });
    const started = startedTasks(run);
    const place = (task: string) => started.indexOf(task);
    for (const layer of ['below', 'above']) {
      const order = [
        `${layer}:build`,
        `${layer}:verify`,
        `${layer}:publish`,
        'painter:deploy',
        'painter:smoke',
      ];
      expect(order.map(place)).toEqual([...order.map(place)].sort((a, b) => a - b));
      expect(place(`${layer}:build`)).toBeGreaterThanOrEqual(0);
    }
    expect(started.toSorted()).toHaveLength(9);
    expect(await liveVersions()).toEqual(['below:1', 'above:1']);
    expect(await attachedLayers()).toEqual(['below:1', 'above:1']);
    expect(await lastAnswer()).toEqual({ shade: 'above', six: '/opt/python/six.py' });
  }, 120_000);

  it('builds, publishes and deploys nothing in a second run, and tests the function again', async () => {
    const run = await nx('run', 'painter:smoke');
    expect(run).toMatchObject({ exitCode: 0 });
    expect(cachedTasks(run).toSorted()).toEqual(['above:build', 'below:build', 'painter:build']);
    for (const layer of ['below', 'above']) {
      expect(outputOf(run, layer)).toContain('the same zip was verified before');
      expect(outputOf(run, layer)).toMatch(new RegExp(`^unchanged +${layer} `, 'm'));
    }
    expect(outputOf(run, 'painter')).toMatch(/^unchanged +painter$/m);
    expect(outputOf(run, 'painter')).toMatch(/^passed +paints/m);
    expect(await liveVersions()).toEqual(['below:1', 'above:1']);
  }, 120_000);

  it('brings a changed layer to the function, and does not change the other layer', async () => {
    await writeWorkspaceFile(workspace, shade, 'NAME = "changed"\n');
    const run = await nx('run', 'painter:smoke');
    expect(run).toMatchObject({ exitCode: 0 });
    expect(cachedTasks(run)).toContain('below:build');
    expect(outputOf(run, 'below')).toMatch(/^unchanged +below /m);
    expect(outputOf(run, 'painter')).toMatch(/layers: .*:above:1 → .*:above:2$/m);
    expect(await liveVersions()).toEqual(['below:1', 'above:2', 'above:1']);
    expect(await attachedLayers()).toEqual(['below:1', 'above:2']);
    expect(await lastAnswer()).toMatchObject({ shade: 'changed' });
  }, 120_000);

  it('attaches layers in the order of function.json, the later one overriding, in the region given to smoke', async () => {
    const file = workspace.path('apps/painter/function.json');
    const definition = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...definition, layers: ['above', 'below'] }));
    const run = await nx('run', 'painter:smoke', '--region=eu-west-1');
    expect(run).toMatchObject({ exitCode: 0 });
    const layerLines = outputOf(run, 'painter').match(/layer \d: \S+/g);
    expect(layerLines).toEqual([
      'layer 1: arn:aws:lambda:eu-west-1:000000000000:layer:above:1',
      'layer 2: arn:aws:lambda:eu-west-1:000000000000:layer:below:1',
    ]);
    expect(await lastAnswer()).toMatchObject({ shade: 'below' });
    expect(await attachedLayers()).toEqual(['below:1', 'above:2']);
  }, 120_000);
});
