import type { LayerArtifact } from '@layerkit/artifact';
import type { ImportedModule, Verification } from '@layerkit/artifact/verification';
import { openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { inMemoryLambda } from '@layerkit/testing-lambda';
import { publishLayer } from './publish-layer.ts';
import { describeProofs } from './target-proofs.ts';

let workshop: Workshop;
let x86: LayerArtifact;
let arm: LayerArtifact;

beforeAll(async () => {
  workshop = await openWorkshop();
  // both have the same bytes, so they become one release with two targets
  x86 = await workshop.layer('pure', 'python3.12/x86_64', { 'python/a.py': '' });
  arm = await workshop.layer('pure', 'python3.12/arm64', { 'python/a.py': '' });
});
afterAll(() => workshop.close());

const where = {
  on: 'local',
  interpreter: 'CPython 3.12.1',
  isolation: 'relocated',
  limitations: [],
} as const;

const verified = (
  { manifest }: LayerArtifact,
  status: 'passed' | 'failed',
  modules: readonly ImportedModule[] = [],
): Verification => ({
  schema: 'layerkit/verification/2',
  target: manifest.target,
  zipSha256: manifest.zip.sha256,
  outcome: { status, scope: 'top-level', where: { ...where, limitations: [] }, modules: [...modules] },
});

const unchecked = ({ manifest }: LayerArtifact): Verification => ({
  schema: 'layerkit/verification/2',
  target: manifest.target,
  zipSha256: manifest.zip.sha256,
  outcome: { status: 'not-checked', reason: 'another processor' },
});

const publish = (verifications: readonly Verification[], dryRun = false) => {
  const lambda = inMemoryLambda();
  const said: string[] = [];
  const publication = publishLayer({
    artifacts: [x86, arm],
    layers: lambda.layers,
    verifications,
    dryRun,
    onPlan: (plan) => said.push(...plan.items.flatMap(({ proofs }) => describeProofs(proofs))),
    onResult: (result) => said.push(...describeProofs(result.proofs)),
  });
  return { publication, said, lambda };
};

it('a verified release has no lines', async () => {
  const { publication, said } = publish([verified(x86, 'passed'), verified(arm, 'passed')]);
  const { results } = await publication;
  expect(said).toEqual([]);
  expect(results[0]?.proofs).toEqual([
    { status: 'passed', target: x86.manifest.target, on: 'local' },
    { status: 'passed', target: arm.manifest.target, on: 'local' },
  ]);
});

it('plan, lines and results name unverified targets and why a target was not checked', async () => {
  const { publication, said } = publish([unchecked(arm)]);
  const { results } = await publication;
  const [x86Said, armSaid] = [
    'not verified: python3.12/x86_64',
    'not checked: python3.12/arm64: another processor',
  ];
  expect(said).toEqual([x86Said, armSaid, x86Said, armSaid]);
  expect(results[0]?.proofs.map(({ status }) => status)).toEqual(['not-verified', 'not-checked']);
});

it('a verification result of another zip or target does not count', async () => {
  const other = await workshop.layer('pure', 'python3.12/x86_64', { 'python/b.py': '' });
  const { publication, said } = publish([verified(other, 'passed'), verified(arm, 'passed')], true);
  await publication;
  expect(said).toEqual(['not verified: python3.12/x86_64']);
});

it('publish refuses a failed layer before any request and names the failed modules', async () => {
  const broken = { module: 'a', imported: false, seconds: 0, error: 'ImportError: no b' };
  const fine = { module: 'c', imported: true, seconds: 0 };
  const { publication, lambda } = publish([verified(x86, 'passed'), verified(arm, 'failed', [fine, broken])]);
  await expect(publication).rejects.toThrowWithCode('publish/verification-failed', {
    problems: ['python3.12/arm64: a: ImportError: no b'],
  });
  expect(lambda.calls).toEqual([]);
});

it('the error does not list hundreds of modules', async () => {
  const broken = Array.from({ length: 30 }, (_, at) => ({ module: `m${at}`, imported: false, seconds: 0 }));
  const { publication } = publish([verified(arm, 'failed', broken)]);
  const error: unknown = await publication.catch((reason: unknown) => reason);
  const problems = error instanceof Error && 'problems' in error ? error.problems : [];
  expect(problems).toHaveLength(21);
  expect(JSON.stringify(problems)).toContain('and 10 more, in verification.json');
});
