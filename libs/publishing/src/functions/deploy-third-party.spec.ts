import type { FunctionArtifact } from '@layerkit/artifact';
import { definitionOf, echoFiles, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { publishLayer } from '../layer-versions/publish-layer.ts';
import type { ProjectLayer } from './attached-layers.ts';
import { deployFunction, type DeployFunctionOptions } from './deploy-function.ts';
import { refuseOtherRegions, type ThirdPartyLayer, type LayerContent } from './third-party-layer.ts';
import { formatDeploymentPlan } from './format-deployment-plan.ts';
import type { DeploymentPlan } from './plan-deployment.ts';

// Layers that function.json names by ARN.

// The layers themselves are given as `attached`
const definition = definitionOf({ layers: ['deps'] });
let workshop: Workshop;
let lambda: InMemoryLambda;
let artifact: FunctionArtifact;
let own: ProjectLayer;

beforeAll(async () => {
  workshop = await openWorkshop();
  artifact = await workshop.function(definition, echoFiles);
  const files = { 'python/a.py': '\n' };
  own = { project: 'deps', artifacts: [await workshop.layer('deps', 'python3.12/x86_64', files)] };
});
beforeEach(async () => {
  lambda = inMemoryLambda();
  await publishLayer({ artifacts: own.artifacts, layers: lambda.layers });
  for (const name of ['one', 'two'])
    lambda.addVersion(name, {
      version: 7,
      arn: arnOf(name),
      description: '',
      runtimes: [],
      architectures: [],
      sha256: artifact.manifest.zip.sha256,
    });
});
afterAll(() => workshop.close());

const arnOf = (name: string, version = 7) =>
  `arn:aws:lambda:eu-central-1:464622532012:layer:${name}:${String(version)}`;

const unread: LayerContent = { status: 'unread', reason: 'AccessDeniedException' };

const thirdParty = (name: string, content: LayerContent = unread, version?: number): ThirdPartyLayer => ({
  arn: arnOf(name, version),
  content,
});

const ofSize = (unpackedBytes: number): LayerContent => ({
  status: 'read',
  zipPath: 'layer.zip',
  sha256: artifact.manifest.zip.sha256,
  unpackedBytes,
  targets: [],
});

const deploy = (options: Partial<DeployFunctionOptions> = {}) =>
  deployFunction({ project: 'orchestrator', artifact, definition, attached: [], ...lambda, ...options });

it('third-party layers are attached in the order of function.json, even if they could not be read', async () => {
  const plans: DeploymentPlan[] = [];
  await deploy({ attached: [thirdParty('one'), own, thirdParty('two')], onPlan: (plan) => plans.push(plan) });
  const deps = 'arn:aws:lambda:eu-central-1:000000000000:layer:deps:1';
  expect(lambda.stored.get('orchestrator')?.state.configuration.layers).toEqual([
    arnOf('one'),
    deps,
    arnOf('two'),
  ]);
  expect(plans.flatMap(formatDeploymentPlan).slice(-3)).toEqual([
    `  layer 1: ${arnOf('one')}`,
    `  layer 2: ${deps} (deps)`,
    `  layer 3: ${arnOf('two')}`,
  ]);
  expect(await deploy({ attached: [thirdParty('one'), own, thirdParty('two')] })).toMatchObject({
    status: 'unchanged',
  });
});

it('a layer version that AWS does not have is refused before any change, unless the function has it', async () => {
  const attached = [thirdParty('one', { status: 'missing' })];
  await expect(deploy({ attached })).rejects.toThrowWithCode('layer-version/not-found', {
    problems: [arnOf('one')],
  });
  expect(lambda.stored.size).toBe(0);
  await deploy({ attached: [thirdParty('one')] });
  expect(await deploy({ attached })).toMatchObject({ status: 'unchanged' });
});

it('two versions of a layer are refused, as AWS refuses them', async () => {
  const attached = [thirdParty('one'), thirdParty('one', unread, 8)];
  await expect(deploy({ attached })).rejects.toThrowWithCode('definition/invalid', {
    problems: [`${arnOf('one', 8)}: a version of this layer is already attached`],
  });
  expect(lambda.writes()).toEqual(['publish']);
});

it('the unpacked size includes third-party layers that could be read, and the error lists all', async () => {
  const code = artifact.manifest.zip.unpackedBytes;
  const fits = ofSize(262_144_000 - code);
  expect(await deploy({ attached: [thirdParty('one', fits), thirdParty('two')] })).toMatchObject({
    unpackedBytes: 262_144_000,
  });
  const attached = [thirdParty('one', ofSize(262_144_001 - code)), thirdParty('two')];
  await expect(deploy({ attached })).rejects.toThrowWithCode('deploy/too-large', {
    problems: [
      `the function’s code: ${String(code)} bytes`,
      `${arnOf('one')}: ${(262_144_001 - code).toLocaleString('en-US')} bytes`,
      `${arnOf('two')}: unknown size`,
    ],
  });
});

it('a layer version of another region is refused with all of them', () => {
  const elsewhere = 'arn:aws:lambda:us-east-1:464622532012:layer:one:7';
  expect(() => refuseOtherRegions([arnOf('one'), elsewhere], 'eu-central-1')).toThrowWithCode(
    'deploy/other-region',
    { message: expect.stringContaining('eu-central-1'), problems: [elsewhere] },
  );
  expect(() => refuseOtherRegions([arnOf('one')], 'eu-central-1')).not.toThrow();
});
