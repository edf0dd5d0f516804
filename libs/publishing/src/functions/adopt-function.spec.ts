import { readFile } from 'node:fs/promises';
import type { FunctionArtifact } from '@layerkit/artifact';
import { definitionOf, echoFiles, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { deployFunction, type DeployFunctionOptions } from './deploy-function.ts';
import type { FunctionState } from './functions.ts';
import { formatDeploymentPlan } from './format-deployment-plan.ts';

const patience = { readyMs: 200, roleMs: 50, firstDelayMs: 1 };
const role = 'arn:aws:iam::000000000000:role/someone';

let workshop: Workshop;
let artifact: FunctionArtifact;
let lambda: InMemoryLambda;
let liveZip: Uint8Array;

beforeAll(async () => {
  workshop = await openWorkshop();
  artifact = await workshop.function(definitionOf({}), echoFiles);
  const other = await workshop.function(definitionOf({}), { ...echoFiles, 'other.py': '' });
  liveZip = await readFile(other.zipPath);
});
afterAll(() => workshop.close());

const live = {
  runtime: 'python3.12',
  handler: 'echo.handle',
  role,
  description: 'made by hand',
  memoryMb: 1024,
  timeoutSeconds: 60,
  environment: { TOKEN: 'live-secret', LEVEL: 'INFO' },
  logFormat: 'JSON',
} as const;

beforeEach(async () => {
  lambda = inMemoryLambda();
  await lambda.functions.create({
    functionName: 'orchestrator',
    architecture: 'x86_64',
    configuration: live,
    tags: { team: 'payments' },
    zip: liveZip,
  });
});

const deploy = (fields: object = {}, options: Partial<DeployFunctionOptions> = {}) =>
  deployFunction({
    project: 'orchestrator',
    definition: definitionOf({ role: undefined, ...fields }),
    artifact,
    attached: [],
    patience,
    ...lambda,
    ...options,
  });
const state = (): FunctionState => {
  const stored = lambda.stored.get('orchestrator');
  if (stored === undefined) throw new Error('there is no function');
  return stored.state;
};

const desired = {
  memoryMb: 512,
  environment: { TOKEN: 'new-secret', ADDED: 'x' },
  role: 'arn:aws:iam::000000000000:role/other',
};

it('deploy does not change a function that layerkit did not create, and lists what it would change', async () => {
  const before = state();
  await expect(deploy(desired)).rejects.toThrowWithCode('deploy/not-adopted', {
    message: expect.stringContaining('orchestrator exists, and layerkit did not create it'),
    problems: [
      expect.stringMatching(/^code: [0-9a-f]{64} → [0-9a-f]{64}$/),
      `role: ${role} → ${desired.role}`,
      'memoryMb: 1024 → 512',
      'environment: ADDED added, LEVEL removed, TOKEN changed',
    ],
    hint: expect.stringContaining('nx run orchestrator:deploy --adopt'),
  });
  expect(state()).toMatchObject({ configuration: before.configuration, tags: before.tags });
  expect(lambda.writes()).toEqual(['create']);
});

it('a dry run of such a deployment fails in the same way', async () => {
  await expect(deploy(desired, { dryRun: true })).rejects.toThrowWithCode('deploy/not-adopted');
});

it('adopting changes what function.json states and nothing else', async () => {
  const { plan, status } = await deploy({}, { adopt: true });
  expect(status).toBe('updated');
  expect(plan.steps).toMatchObject([
    { action: 'updateCode' },
    { action: 'updateTags', changes: [{ key: 'layerkit:project', after: 'orchestrator' }] },
  ]);
  expect(state()).toMatchObject({
    codeSha256: artifact.manifest.zip.sha256,
    configuration: live,
    tags: { team: 'payments', 'layerkit:project': 'orchestrator' },
  });
});

it('later deployments of an adopted function need no option', async () => {
  await deploy({}, { adopt: true });
  expect(await deploy({ memoryMb: 512 })).toMatchObject({ status: 'updated' });
  expect(state().configuration).toMatchObject({ ...live, layers: [], memoryMb: 512 });
});

it('an interrupted adoption continues with the same option, and the tag comes last', async () => {
  const { updateConfiguration } = lambda.functions;
  lambda.functions.updateConfiguration = () => Promise.reject(new Error('killed'));
  await expect(deploy(desired, { adopt: true })).rejects.toThrow('killed');
  expect(state().tags).toEqual({ team: 'payments' });
  lambda.functions.updateConfiguration = updateConfiguration;
  await expect(deploy(desired)).rejects.toThrowWithCode('deploy/not-adopted');
  expect(await deploy(desired, { adopt: true })).toMatchObject({ status: 'updated' });
});

it('deploy does not change the function of another project', async () => {
  await deploy({}, { adopt: true });
  await expect(deploy({ memoryMb: 512 }, { project: 'copy' })).rejects.toThrowWithCode('deploy/not-adopted', {
    message: expect.stringContaining('orchestrator is managed by the project orchestrator'),
  });
});

it('a function that is already as stated stays unchanged, and the plan says that it is not managed', async () => {
  await deploy({}, { adopt: true });
  await lambda.functions.updateTags({ arn: state().arn, set: {}, remove: ['layerkit:project'] });
  const { plan, status } = await deploy();
  expect(status).toBe('unchanged');
  expect(formatDeploymentPlan(plan)).toEqual([
    'unchanged  orchestrator',
    '  note: the function has no tag layerkit:project of this project; only deploy --adopt can change it',
  ]);
});

it('deploy stops if these credentials may not read the tags', async () => {
  const { get } = lambda.functions;
  lambda.functions.get = async (name) => {
    const found = await get(name);
    return found && { ...found, tags: undefined };
  };
  await expect(deploy()).rejects.toThrowWithCode('aws/refused', {
    hint: expect.stringContaining('lambda:ListTags'),
  });
});

it('an empty environment removes all variables, and no environment removes none', async () => {
  await deploy({}, { adopt: true });
  expect(state().configuration.environment).toEqual(live.environment);
  const { plan } = await deploy({ environment: {} });
  expect(plan.steps).toMatchObject([{ changes: [{ field: 'environment', removed: ['LEVEL', 'TOKEN'] }] }]);
  expect(state().configuration.environment).toEqual({});
});

it('deploy compares what AWS reports with what was sent', async () => {
  await deploy({}, { adopt: true });
  const { get } = lambda.functions;
  lambda.functions.get = async (name) => {
    const found = await get(name);
    return found && { ...found, configuration: { ...found.configuration, memoryMb: 128 } };
  };
  await expect(deploy({ memoryMb: 512 })).rejects.toThrowWithCode('deploy/update-failed', {
    problems: ['memoryMb: 128 → 512'],
  });
});

it('a project name that is not a valid value of a tag is written with dashes', async () => {
  await deploy({}, { adopt: true, project: '@scope/my#function!' });
  expect(state().tags).toMatchObject({ 'layerkit:project': '@scope/my-function-' });
  expect(await deploy({ memoryMb: 512 }, { project: '@scope/my#function!' })).toMatchObject({
    status: 'updated',
  });
});
