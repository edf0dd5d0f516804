import { definitionOf, echoFiles, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda } from '@layerkit/testing-lambda';
import { deployFunction } from './deploy-function.ts';
import { formatDeploymentPlan } from './format-deployment-plan.ts';
import type { DeploymentPlan } from './plan-deployment.ts';

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const before = { KEPT: 'the same', ROTATED: 'old-secret', DROPPED: 'gone-secret' };
const after = { KEPT: 'the same', ROTATED: 'new-secret', ADDED: 'added-secret' };

const planOf = async (): Promise<readonly DeploymentPlan[]> => {
  const lambda = inMemoryLambda();
  const plans: DeploymentPlan[] = [];
  for (const environment of [before, after, after]) {
    const definition = definitionOf({ environment, memoryMb: environment === before ? 128 : 256 });
    const artifact = await workshop.function(definition, echoFiles);
    const onPlan = (plan: DeploymentPlan) => plans.push(plan);
    await deployFunction({
      project: 'apps/orchestrator',
      ...lambda,
      definition,
      artifact,
      attached: [],
      onPlan,
    });
  }
  return plans;
};

it('the plan lists the steps with their changes', async () => {
  const [creation, change, nothing] = (await planOf()).map(formatDeploymentPlan);
  expect(creation).toEqual([
    'create  orchestrator',
    expect.stringMatching(/^ {2}code: sha256 [0-9a-f]{64}$/),
    '  runtime: python3.12',
    '  handler: echo.handle',
    '  role: arn:aws:iam::000000000000:role/orchestrator',
    '  memoryMb: 128',
    '  environment: DROPPED added, KEPT added, ROTATED added',
    '  tag layerkit:project: apps/orchestrator',
  ]);
  expect(change).toEqual([
    'update configuration  orchestrator',
    '  memoryMb: 128 → 256',
    '  environment: ADDED added, DROPPED removed, ROTATED changed',
  ]);
  expect(nothing).toEqual(['unchanged  orchestrator']);
});

it('neither the plan nor its text contains values of the environment', async () => {
  const plans = await planOf();
  expect(JSON.stringify([plans, plans.map(formatDeploymentPlan)])).not.toMatch(/secret|the same/);
});

it('the text lists the layers in order and an emptied field as (nothing)', () => {
  const layer = { project: 'deps', layerName: 'deps', unpackedBytes: 1, version: 3, arn: 'arn:deps:3' };
  const plan = {
    functionName: 'f',
    managed: true,
    layers: [{ ...layer, sha256: '' }],
    steps: [
      { action: 'updateCode', changes: [{ field: 'architecture', before: 'x86_64', after: 'arm64' }] },
      { action: 'updateConfiguration', changes: [{ field: 'description', before: 'old', after: '' }] },
      {
        action: 'updateConfiguration',
        changes: [{ field: 'environment', added: [], removed: [], changed: [] }],
      },
    ],
  } as unknown as DeploymentPlan;
  expect(formatDeploymentPlan(plan)).toEqual([
    'update code  f',
    '  architecture: x86_64 → arm64',
    'update configuration  f',
    '  description: old → (nothing)',
    'update configuration  f',
    '  environment: sent again because AWS cannot decrypt its current values',
    '  layer 1: arn:deps:3 (deps)',
  ]);
});
