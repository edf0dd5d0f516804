import type { FunctionArtifact } from '@layerkit/artifact';
import { definitionOf, echoFiles, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { publishLayer } from '../layer-versions/publish-layer.ts';
import type { ProjectLayer } from './attached-layers.ts';
import { deployFunction, type DeployFunctionOptions } from './deploy-function.ts';
import { formatDeploymentPlan } from './format-deployment-plan.ts';
import type { DeploymentPlan } from './plan-deployment.ts';

const patience = { readyMs: 40, roleMs: 10, firstDelayMs: 1 };

let workshop: Workshop;
let lambda: InMemoryLambda;
let artifact: FunctionArtifact;
let layer: ProjectLayer;
const definition = definitionOf({});

beforeAll(async () => {
  workshop = await openWorkshop();
  artifact = await workshop.function(definition, echoFiles);
  const files = { 'python/a.py': '\n' };
  layer = { project: 'deps', artifacts: [await workshop.layer('deps', 'python3.12/x86_64', files)] };
});
beforeEach(() => {
  lambda = inMemoryLambda();
});
afterAll(() => workshop.close());

const deploy = (options: Partial<DeployFunctionOptions> = {}) =>
  deployFunction({
    project: 'orchestrator',
    artifact,
    definition,
    attached: [],
    patience,
    ...lambda,
    ...options,
  });

/** A copy of the layer’s artifact with another name, target or size. No test here reads its zip. */
const layerLike = (
  project: string,
  manifest: Partial<ProjectLayer['artifacts'][number]['manifest']> = {},
): ProjectLayer => ({
  project,
  artifacts: layer.artifacts.map((built) => ({
    ...built,
    manifest: { ...built.manifest, layerName: project, ...manifest },
  })),
});
const unpacked = (unpackedBytes: number) => {
  const zip = layer.artifacts[0]?.manifest.zip;
  return zip === undefined ? {} : { zip: { ...zip, unpackedBytes } };
};

it('the error names every layer without an artifact for the function’s target, and its targets', async () => {
  const other = layerLike('other', { target: { runtime: 'python3.11', architecture: 'arm64' } });
  await expect(
    deploy({ attached: [layer, other, { project: 'empty', artifacts: [] }] }),
  ).rejects.toThrowWithCode('deploy/incompatible-layer', {
    message: expect.stringContaining('python3.12/x86_64'),
    problems: ['other: built for python3.11/arm64', 'empty: built for nothing'],
  });
  expect(lambda.calls).toEqual([]);
});

it('the error names every unpublished layer and the command that publishes it', async () => {
  await publishLayer({ artifacts: layer.artifacts, layers: lambda.layers });
  await expect(deploy({ attached: [layerLike('one'), layer, layerLike('two')] })).rejects.toThrowWithCode(
    'deploy/layer-not-published',
    {
      problems: [expect.stringMatching(/^one: no version of one/), expect.stringMatching(/^two: /)],
      hint: expect.stringContaining('nx run one:publish, nx run two:publish'),
    },
  );
});

it('a dry run plans with a layer that is not published yet', async () => {
  const plans: DeploymentPlan[] = [];
  const { status, layers } = await deploy({
    attached: [layer],
    dryRun: true,
    onPlan: (plan) => plans.push(plan),
  });
  expect(status).toBe('planned');
  expect(layers).toMatchObject([{ project: 'deps', arn: 'deps, to be published' }]);
  expect(plans.flatMap(formatDeploymentPlan)).toContain('  layer 1: deps, to be published (deps)');
  expect(lambda.stored.size).toBe(0);
});

it('deploy refuses a sixth layer before any request', async () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((project) => layerLike(project));
  await expect(deploy({ attached: six })).rejects.toThrowWithCode('definition/invalid', {
    problems: ['6 layers; Lambda allows at most 5'],
  });
  expect(lambda.calls).toEqual([]);
});

it('deploy refuses the same layer twice', async () => {
  const same = { ...layer, project: 'again' };
  await expect(deploy({ attached: [layer, same] })).rejects.toThrowWithCode('definition/invalid', {
    problems: ['again: the layer deps is already attached'],
  });
});

it('the unpacked size of function and layers is exact to the byte', async () => {
  const code = artifact.manifest.zip.unpackedBytes;
  const big = layerLike('big', unpacked(262_144_000 - code));
  await expect(deploy({ attached: [big] })).rejects.toThrowWithCode('deploy/layer-not-published');
  const bigger = layerLike('bigger', unpacked(262_144_001 - code));
  await expect(deploy({ attached: [bigger] })).rejects.toThrowWithCode('deploy/too-large', {
    message: expect.stringContaining('262,144,001'),
    problems: [
      `the function’s code: ${code} bytes`,
      `bigger: ${(262_144_001 - code).toLocaleString('en-US')} bytes`,
    ],
  });
});

it('deploy refuses a function zip that is too large for one request', async () => {
  const zip = { ...artifact.manifest.zip, bytes: 52_428_801 };
  const large = { ...artifact, manifest: { ...artifact.manifest, zip } };
  await expect(deploy({ artifact: large })).rejects.toThrowWithCode('publish/needs-s3');
  expect(lambda.calls).toEqual([]);
});

it('deploy refuses an artifact that was built from a different function.json', async () => {
  const other = definitionOf({ functionName: 'renamed', runtime: 'python3.13' });
  await expect(deploy({ definition: other })).rejects.toThrowWithCode('artifact/invalid', {
    problems: [
      'functionName: the artifact has orchestrator, function.json renamed',
      'target: the artifact has python3.12/x86_64, function.json python3.13/x86_64',
    ],
  });
});

it('creating a function needs a role', async () => {
  await expect(deploy({ definition: definitionOf({ role: undefined }) })).rejects.toThrowWithCode(
    'deploy/role-missing',
    {
      message: 'orchestrator does not exist yet, and creating it needs an execution role',
      hint: 'Set "role" in function.json or pass --role=arn:aws:iam::ACCOUNT:role/NAME. The role must trust lambda.amazonaws.com.',
    },
  );
  expect(lambda.writes()).toEqual([]);
});

it('deploy gives up on a role that AWS keeps refusing, with AWS’s message', async () => {
  lambda.behaviour.roleRefusals = 1000;
  await expect(deploy()).rejects.toThrowWithCode('aws/refused', {
    message: expect.stringContaining('cannot be assumed by Lambda'),
    hint: expect.stringContaining('trust policy'),
  });
});

it('the error gives AWS’s reason if creating the function fails', async () => {
  lambda.behaviour.outcome = 'Failed';
  await expect(deploy()).rejects.toThrowWithCode('deploy/update-failed', {
    message: expect.stringContaining('the subnet is full'),
  });
});

it('the error gives AWS’s reason if a change fails', async () => {
  await deploy();
  lambda.behaviour.outcome = 'Failed';
  await expect(deploy({ definition: definitionOf({ memoryMb: 256 }) })).rejects.toThrowWithCode(
    'deploy/update-failed',
    {
      message: expect.stringContaining('the subnet is full'),
      hint: expect.stringContaining('as it was before'),
    },
  );
});

it('deploy does not wait forever', async () => {
  lambda = inMemoryLambda({ readsUntilReady: 1_000_000 });
  await expect(deploy()).rejects.toThrowWithCode('deploy/update-failed', {
    message: expect.stringContaining('Pending'),
  });
});

it('deploy gives up if someone else keeps changing the function', async () => {
  await deploy();
  const overtaken = { status: 'overtaken', reason: 'PreconditionFailedException' } as const;
  const functions = { ...lambda.functions, updateConfiguration: () => Promise.resolve(overtaken) };
  await expect(deploy({ functions, definition: definitionOf({ memoryMb: 256 }) })).rejects.toThrowWithCode(
    'deploy/update-failed',
    { message: expect.stringContaining('PreconditionFailedException') },
  );
});
