import type { FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { definitionOf, echoFiles, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { publishLayer } from '../layer-versions/publish-layer.ts';
import type { ProjectLayer } from './attached-layers.ts';
import { deployFunction, type DeployFunctionOptions } from './deploy-function.ts';

const patience = { readyMs: 200, roleMs: 50, firstDelayMs: 1 };

let workshop: Workshop;
let lambda: InMemoryLambda;
let artifact: FunctionArtifact;
let attached: readonly ProjectLayer[];
const definition = definitionOf({ layers: ['deps', 'own'], environment: { TOKEN: 's3cret' } });

const layerOf = async (project: string, target = 'python3.12/x86_64'): Promise<ProjectLayer> => ({
  project,
  artifacts: [await workshop.layer(`layer-${project}`, target, { 'python/a.py': `${project} ${target}\n` })],
});

beforeAll(async () => {
  workshop = await openWorkshop();
  artifact = await workshop.function(definition, echoFiles);
  attached = [await layerOf('deps'), await layerOf('own')];
});
beforeEach(async () => {
  lambda = inMemoryLambda();
  for (const { artifacts } of attached) await publishLayer({ artifacts, layers: lambda.layers });
});
afterAll(() => workshop.close());

const deploy = (options: Partial<DeployFunctionOptions> = {}) =>
  deployFunction({
    project: 'orchestrator',
    artifact,
    definition,
    attached,
    patience,
    ...lambda,
    ...options,
  });
const changed = (fields: Readonly<Record<string, unknown>>): FunctionDefinition =>
  definitionOf({ layers: ['deps', 'own'], environment: { TOKEN: 's3cret' }, ...fields });
const writesBy = async (work: () => Promise<unknown>) => {
  const before = lambda.writes().length;
  await work();
  return lambda.writes().slice(before);
};

it('deploy creates the function with its layers in order and waits until it is Active', async () => {
  const deployment = await deploy();
  expect(deployment).toMatchObject({ status: 'created', functionName: 'orchestrator' });
  expect(deployment.arn).toMatch(/:function:orchestrator$/);
  expect(deployment.layers).toMatchObject([
    { project: 'deps', version: 1 },
    { project: 'own', version: 1 },
  ]);
  expect(lambda.stored.get('orchestrator')?.state).toMatchObject({
    state: 'Active',
    codeSha256: artifact.manifest.zip.sha256,
    configuration: {
      layers: [expect.stringMatching(/:layer-deps:1$/), expect.stringMatching(/:layer-own:1$/)],
      environment: { TOKEN: 's3cret' },
      memoryMb: 128,
    },
  });
});

it('a second deploy changes nothing', async () => {
  await deploy();
  const writes = await writesBy(async () => {
    expect(await deploy()).toMatchObject({ status: 'unchanged', plan: { steps: [] } });
  });
  expect(writes).toEqual([]);
});

it('deploy changes only the fields that differ', async () => {
  await deploy();
  const writes = await writesBy(async () => {
    const deployment = await deploy({ definition: changed({ memoryMb: 512, description: 'new' }) });
    expect(deployment.status).toBe('updated');
    expect(deployment.plan.steps).toEqual([
      {
        action: 'updateConfiguration',
        changes: [
          { field: 'description', before: '', after: 'new' },
          { field: 'memoryMb', before: '128', after: '512' },
        ],
      },
    ]);
  });
  expect(writes).toEqual(['update configuration']);
});

it('deploy updates the code, waits, then updates the configuration', async () => {
  await deploy();
  const newer = await workshop.function(definition, { ...echoFiles, 'more.py': '' });
  const before = lambda.calls.length;
  const { plan } = await deploy({ artifact: newer, definition: changed({ timeoutSeconds: 9 }) });
  const [old, fresh] = [artifact.manifest.zip.sha256, newer.manifest.zip.sha256];
  expect(plan.steps).toEqual([
    { action: 'updateCode', changes: [{ field: 'code', before: old, after: fresh }] },
    { action: 'updateConfiguration', changes: [{ field: 'timeoutSeconds', before: '3', after: '9' }] },
  ]);
  const order = lambda.calls
    .slice(before)
    .filter((call) => call.includes('function') || call.includes('update'));
  expect(order).toEqual([
    'get function',
    'update code',
    'get function',
    'get function',
    'update configuration',
    'get function',
    'get function',
  ]);
  expect(lambda.stored.get('orchestrator')?.state).toMatchObject({
    codeSha256: newer.manifest.zip.sha256,
    configuration: { timeoutSeconds: 9 },
  });
});

it('the architecture changes together with the code', async () => {
  await deploy({ attached: [], definition: definitionOf({}) });
  const arm = definitionOf({ architecture: 'arm64' });
  const deployment = await deploy({
    attached: [],
    definition: arm,
    artifact: await workshop.function(arm, echoFiles),
  });
  expect(deployment.plan.steps).toEqual([
    { action: 'updateCode', changes: [{ field: 'architecture', before: 'x86_64', after: 'arm64' }] },
  ]);
  expect(lambda.stored.get('orchestrator')?.state.architecture).toBe('arm64');
});

it('deploy applies a changed order of layers', async () => {
  await deploy();
  const { plan } = await deploy({ attached: [...attached].reverse() });
  expect(plan.steps).toMatchObject([{ changes: [{ field: 'layers' }] }]);
  expect(lambda.stored.get('orchestrator')?.state.configuration.layers).toEqual([
    expect.stringMatching(/:layer-own:1$/),
    expect.stringMatching(/:layer-deps:1$/),
  ]);
});

it('a dry run only plans', async () => {
  const writes = await writesBy(async () => {
    expect(await deploy({ dryRun: true })).toMatchObject({
      status: 'planned',
      plan: { steps: [{ action: 'create' }] },
    });
  });
  expect(writes).toEqual([]);
});

it('a function keeps its role if none is named, and the option overrides function.json', async () => {
  await deploy();
  const roleless = await deploy({ definition: changed({ role: undefined }) });
  expect(roleless.status).toBe('unchanged');
  const role = 'arn:aws:iam::000000000000:role/other';
  const { plan } = await deploy({ role });
  expect(plan.steps).toMatchObject([{ changes: [{ field: 'role', after: role }] }]);
});

it('deploy waits until Lambda can assume a new role', async () => {
  lambda.behaviour.roleRefusals = 3;
  expect(await deploy()).toMatchObject({ status: 'created' });
  expect(lambda.calls.filter((call) => call === 'create')).toHaveLength(4);
});

it('deploy makes a new plan if someone else changed the function', async () => {
  await deploy();
  const plans: number[] = [];
  const deployment = await deploy({
    definition: changed({ memoryMb: 512, timeoutSeconds: 9 }),
    onPlan: ({ steps: [step] }) => {
      plans.push(step?.action === 'updateConfiguration' ? step.changes.length : 0);
      const stored = lambda.stored.get('orchestrator');
      if (plans.length > 1 || stored === undefined) return;
      const configuration = { ...stored.state.configuration, memoryMb: 512 };
      const state = { ...stored.state, configuration, revisionId: 'someone else’s' };
      lambda.stored.set('orchestrator', { ...stored, state });
    },
  });
  expect(plans).toEqual([2, 1]);
  expect(deployment.status).toBe('updated');
  expect(lambda.stored.get('orchestrator')?.state.configuration).toMatchObject({
    memoryMb: 512,
    timeoutSeconds: 9,
  });
});

it.each([
  ['no room', 'no room'],
  [undefined, 'no reason given'],
])('deploy sends the code again if the last update failed with the reason %s', async (reason, before) => {
  await deploy();
  const stored = lambda.stored.get('orchestrator');
  if (stored === undefined) throw new Error('not deployed');
  const state = { ...stored.state, lastUpdateStatus: 'Failed', lastUpdateReason: reason };
  lambda.stored.set('orchestrator', { ...stored, state });
  const { plan, status } = await deploy();
  expect(status).toBe('updated');
  expect(plan.steps).toEqual([
    { action: 'updateCode', changes: [{ field: 'failed update', before, after: 'again' }] },
  ]);
});

it('deploy attaches the layer version with the artifact’s digest, not the newest one', async () => {
  const newer = await workshop.layer('layer-deps', 'python3.12/x86_64', { 'python/a.py': 'newer\n' });
  const { results } = await publishLayer({ artifacts: [newer], layers: lambda.layers });
  expect(results).toMatchObject([{ version: 2 }]);
  expect((await deploy()).layers[0]).toMatchObject({ project: 'deps', version: 1 });
});
