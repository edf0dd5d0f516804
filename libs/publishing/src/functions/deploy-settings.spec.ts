import type { FunctionArtifact } from '@layerkit/artifact';
import { definitionOf, echoFiles, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { deployFunction, type DeployFunctionOptions } from './deploy-function.ts';
import { formatDeploymentPlan } from './format-deployment-plan.ts';

const patience = { readyMs: 200, roleMs: 50, firstDelayMs: 1 };

let workshop: Workshop;
let artifact: FunctionArtifact;
let lambda: InMemoryLambda;

beforeAll(async () => {
  workshop = await openWorkshop();
  artifact = await workshop.function(definitionOf({}), echoFiles);
});
beforeEach(() => {
  lambda = inMemoryLambda();
});
afterAll(() => workshop.close());

const deploy = (fields: Readonly<Record<string, unknown>>, options: Partial<DeployFunctionOptions> = {}) =>
  deployFunction({
    project: 'orchestrator',
    definition: definitionOf(fields),
    artifact,
    attached: [],
    patience,
    ...lambda,
    ...options,
  });
const state = () => lambda.stored.get('orchestrator')?.state;
const linesOf = async (deployment: ReturnType<typeof deploy>) =>
  formatDeploymentPlan((await deployment).plan);

const settings = {
  logFormat: 'JSON',
  applicationLogLevel: 'DEBUG',
  logGroup: '/services/orchestrator',
  tracing: 'Active',
  ephemeralStorageMb: 1024,
  vpc: { subnetIds: ['subnet-0b', 'subnet-0a'], securityGroupIds: ['sg-0a'] },
  kmsKey: 'arn:aws:kms:eu-central-1:123456789012:key/k',
  deadLetter: 'arn:aws:sqs:eu-central-1:123456789012:failed',
  reservedConcurrency: 5,
  runtimeManagement: { updateOn: 'FunctionUpdate' },
  tags: { team: 'payments' },
};

it('a new function gets all settings, and a second deployment changes none', async () => {
  const { status, plan } = await deploy(settings);
  expect(status).toBe('created');
  expect(plan.steps.map(({ action }) => action)).toEqual(['create', 'updateSettings']);
  const { reservedConcurrency, runtimeManagement, tags, ...configuration } = settings;
  expect(state()).toMatchObject({
    configuration: { ...configuration, vpc: { ...settings.vpc, ipv6: false } },
    reservedConcurrency,
    tags: { ...tags, 'layerkit:project': 'orchestrator' },
  });
  expect(await lambda.functions.getRuntimeManagement('orchestrator')).toEqual(runtimeManagement);
  expect(await deploy(settings)).toMatchObject({ status: 'unchanged' });
});

it('a setting that function.json no longer mentions stays', async () => {
  await deploy(settings);
  expect(await deploy({})).toMatchObject({ status: 'unchanged' });
});

it('null and empty values take settings back, and the plan names each', async () => {
  await deploy(settings);
  const nothing = {
    vpc: null,
    kmsKey: null,
    deadLetter: null,
    reservedConcurrency: null,
    runtimeManagement: { updateOn: 'Auto' },
    tags: {},
  };
  expect(await linesOf(deploy(nothing))).toEqual([
    'update configuration  orchestrator',
    '  vpc: subnet-0a subnet-0b sg-0a → (nothing)',
    `  kmsKey: ${settings.kmsKey} → (nothing)`,
    `  deadLetter: ${settings.deadLetter} → (nothing)`,
    'update settings  orchestrator',
    '  reservedConcurrency: 5 → (nothing)',
    '  runtimeManagement: FunctionUpdate → Auto',
    'update tags  orchestrator',
    '  tag team: payments → (nothing)',
  ]);
  expect(state()).toMatchObject({
    configuration: { vpc: { subnetIds: [] }, kmsKey: '', deadLetter: '' },
    reservedConcurrency: null,
    tags: { 'layerkit:project': 'orchestrator' },
  });
});

it('subnets in another order change nothing', async () => {
  await deploy(settings);
  const vpc = { subnetIds: ['subnet-0a', 'subnet-0b'], securityGroupIds: ['sg-0a'] };
  expect(await deploy({ ...settings, vpc })).toMatchObject({ status: 'unchanged' });
});

it('stated tags replace others, except those of AWS', async () => {
  await deploy({ tags: { old: '1', kept: '2' } });
  const arn = state()?.arn ?? '';
  await lambda.functions.updateTags({ arn, set: { 'aws:cloudformation:stack-name': 's' }, remove: [] });
  const lines = await linesOf(deploy({ tags: { kept: '3', new: '' } }));
  expect(lines).toEqual([
    'update tags  orchestrator',
    '  tag kept: 2 → 3',
    '  tag new: (nothing) → (nothing)',
    '  tag old: 1 → (nothing)',
  ]);
  expect(state()?.tags).toEqual({
    'layerkit:project': 'orchestrator',
    'aws:cloudformation:stack-name': 's',
    kept: '3',
    new: '',
  });
});

describe('variables from the environment of deploy', () => {
  const environment = {
    LEVEL: 'INFO',
    TOKEN: { fromEnvironment: 'ORCHESTRATOR_TOKEN' },
    KEY: { fromEnvironment: 'ORCHESTRATOR_KEY' },
  };
  const variables = { ORCHESTRATOR_TOKEN: 'canary-token-1', ORCHESTRATOR_KEY: 'canary-key-2' };

  it('the function gets their values, and the result has only names', async () => {
    const deployment = await deploy({ environment }, { variables });
    expect(state()?.configuration.environment).toEqual({
      LEVEL: 'INFO',
      TOKEN: 'canary-token-1',
      KEY: 'canary-key-2',
    });
    expect(JSON.stringify([deployment, formatDeploymentPlan(deployment.plan)])).not.toContain('canary');
  });

  it('a new value is a change of its variable', async () => {
    await deploy({ environment }, { variables });
    const later = { variables: { ...variables, ORCHESTRATOR_TOKEN: 'canary-token-3' } };
    expect(await linesOf(deploy({ environment }, later))).toEqual([
      'update configuration  orchestrator',
      '  environment: TOKEN changed',
    ]);
  });

  it('the error names all that are not set or empty, before any request', async () => {
    await expect(deploy({ environment }, { variables: { ORCHESTRATOR_TOKEN: '' } })).rejects.toThrowWithCode(
      'deploy/environment-missing',
      {
        problems: ['ORCHESTRATOR_TOKEN, for TOKEN: empty', 'ORCHESTRATOR_KEY, for KEY: not set'],
      },
    );
    expect(lambda.calls).toEqual([]);
  });

  it('more than 4 KB are refused without their values', async () => {
    const large = { ...variables, ORCHESTRATOR_KEY: 'canary'.repeat(700) };
    const refused = deploy({ environment }, { variables: large });
    await expect(refused).rejects.toThrowWithCode('definition/invalid', {
      message: expect.not.stringContaining('canary'),
    });
    expect(lambda.calls).toEqual([]);
  });
});
