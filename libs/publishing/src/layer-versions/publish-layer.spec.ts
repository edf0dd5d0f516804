import { appendFile } from 'node:fs/promises';
import type { LayerArtifact } from '@layerkit/artifact';
import { sha256Of } from '@layerkit/artifact/digest';
import { openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda, type InMemoryLambda } from '@layerkit/testing-lambda';
import { applyPublication } from './apply-publication.ts';
import { planPublication } from './plan-publication.ts';
import { publishLayer } from './publish-layer.ts';

let workshop: Workshop;
let lambda: InMemoryLambda;
let x86: LayerArtifact;
let arm: LayerArtifact;

beforeAll(async () => {
  workshop = await openWorkshop();
  x86 = await workshop.layer('deps', 'python3.12/x86_64', { 'python/a.py': 'x86\n' });
  arm = await workshop.layer('deps', 'python3.12/arm64', { 'python/a.py': 'arm\n' });
});
beforeEach(() => {
  lambda = inMemoryLambda();
});
afterAll(() => workshop.close());

const publish = (artifacts: readonly LayerArtifact[]) => publishLayer({ artifacts, layers: lambda.layers });

it('publish creates a layer version of the same layer for each target’s zip', async () => {
  const { results } = await publish([x86, arm]);
  expect(results).toMatchObject([
    { status: 'published', version: 1, release: { architectures: ['x86_64'] } },
    { status: 'published', version: 2, release: { architectures: ['arm64'] } },
  ]);
  const version = await lambda.layers.get('deps', 1);
  expect(version?.sha256).toBe(x86.manifest.zip.sha256);
  expect(version?.description).toBe(`What deps is for sha256:${x86.manifest.zip.sha256}`);
});

it('targets with the same digest share one layer version', async () => {
  const files = { 'python/pure.py': 'value = 1\n' };
  const pure = await Promise.all(
    ['python3.11/x86_64', 'python3.12/x86_64', 'python3.11/arm64', 'python3.12/arm64'].map((target) =>
      workshop.layer('pure', target, files),
    ),
  );
  const { results } = await publish(pure);
  expect(results).toHaveLength(1);
  expect(await lambda.layers.get('pure', 1)).toMatchObject({
    runtimes: ['python3.11', 'python3.12'],
    architectures: ['x86_64', 'arm64'],
  });
});

it('a second publish changes nothing', async () => {
  const first = await publish([x86, arm]);
  const writes = lambda.writes().length;
  const second = await publish([x86, arm]);
  expect(second.results.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
  expect(second.results.map(({ arn }) => arn)).toEqual(first.results.map(({ arn }) => arn));
  expect(lambda.writes()).toHaveLength(writes);
});

it('publish takes the newer of two equal layer versions from simultaneous publishers', async () => {
  await publish([x86]);
  const first = await lambda.layers.get('deps', 1);
  if (first !== undefined) lambda.addVersion('deps', { ...first, version: 2, arn: `${first.arn}-2` });
  expect((await publish([x86])).results).toMatchObject([{ status: 'unchanged', version: 2 }]);
});

it('applying a plan twice publishes only once', async () => {
  const plan = await planPublication([x86], lambda.layers);
  await applyPublication(plan, lambda.layers);
  const again = await applyPublication(plan, lambda.layers);
  expect(again).toMatchObject([{ status: 'unchanged', version: 1 }]);
  expect(lambda.writes()).toEqual(['publish']);
});

it('publish creates a new layer version if the old one was deleted', async () => {
  await publish([x86]);
  lambda.deleteVersion('deps', 1);
  expect((await publish([x86])).results).toMatchObject([{ status: 'published', version: 2 }]);
});

it.each([
  ['with a wrong digest in its description', { sha256: sha256Of('other bytes') }],
  ['for another runtime', { runtimes: ['python3.11'] }],
  ['for another architecture', { architectures: ['arm64'] }],
  ['without the digest in its description', { description: 'by hand' }],
])('publish does not reuse a layer version %s', async (_, fields) => {
  const { sha256 } = x86.manifest.zip;
  const own = {
    runtimes: ['python3.12'],
    architectures: ['x86_64'],
    description: `sha256:${sha256}`,
    sha256,
  };
  lambda.addVersion('deps', { ...own, version: 7, arn: 'arn:…:deps:7', ...fields });
  expect((await publish([x86])).results).toMatchObject([{ status: 'published', version: 8 }]);
});

it('publish reuses a layer version with more targets than it needs', async () => {
  const { sha256 } = x86.manifest.zip;
  const wide = { runtimes: ['python3.11', 'python3.12'], architectures: ['arm64', 'x86_64'] };
  lambda.addVersion('deps', { ...wide, description: `x sha256:${sha256}`, sha256, version: 7, arn: 'arn' });
  expect((await publish([x86])).results).toMatchObject([{ status: 'unchanged', version: 7 }]);
});

it('a dry run stops after the plan', async () => {
  const seen: unknown[] = [];
  const { plan, results } = await publishLayer({
    artifacts: [x86],
    layers: lambda.layers,
    dryRun: true,
    onPlan: (planned) => seen.push(planned),
  });
  expect(plan.items).toMatchObject([{ action: 'publish' }]);
  expect(results).toEqual([]);
  expect(lambda.writes()).toEqual([]);
  expect(seen).toEqual([plan]);
});

it('publish reports each result immediately', async () => {
  const said: string[] = [];
  await publishLayer({
    artifacts: [x86, arm],
    layers: lambda.layers,
    onResult: (result) => said.push(`${lambda.writes().length} ${result.status} ${result.arn}`),
  });
  expect(said).toEqual([
    expect.stringMatching(/^1 published arn:.*:deps:1$/),
    expect.stringMatching(/^2 published arn:.*:deps:2$/),
  ]);
});

const withZipOf = (artifact: LayerArtifact, bytes: number): LayerArtifact => ({
  ...artifact,
  manifest: { ...artifact.manifest, zip: { ...artifact.manifest.zip, bytes } },
});

it('publish refuses the whole plan before any request if one zip is too large', async () => {
  const failing = publish([x86, withZipOf(arm, 52_428_801)]);
  await expect(failing).rejects.toThrowWithCode('publish/needs-s3', {
    problems: [expect.stringContaining('52,428,801 bytes, 1 over the limit')],
    hint: expect.stringContaining('S3'),
  });
  expect(lambda.calls).toEqual([]);
});

it('publish sends a zip of exactly the largest size', async () => {
  expect((await publish([withZipOf(x86, 52_428_800)])).results).toMatchObject([{ status: 'published' }]);
});

it('publish fails if Lambda stored other bytes than were sent', async () => {
  const layers = {
    ...lambda.layers,
    publish: async (request: Parameters<typeof lambda.layers.publish>[0]) => ({
      ...(await lambda.layers.publish(request)),
      sha256: sha256Of('cut short'),
    }),
  };
  await expect(publishLayer({ artifacts: [x86], layers })).rejects.toThrowWithCode('aws/refused', {
    message: expect.stringContaining(sha256Of('cut short')),
  });
});

it('publish sends nothing if the zip changed after its manifest was read', async () => {
  const changed = await workshop.layer('deps', 'python3.12/x86_64', { 'python/b.py': '' });
  await appendFile(changed.zipPath, 'more');
  await expect(publish([changed])).rejects.toThrowWithCode('artifact/invalid');
  expect(lambda.writes()).toEqual([]);
});
