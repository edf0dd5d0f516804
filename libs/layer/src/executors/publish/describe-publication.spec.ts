import { sha256Of } from '@layerkit/artifact/digest';
import type { LayerRelease, TargetProof } from '@layerkit/publishing/layer-versions';
import { describePublication, describePublicationPlan, describePublished } from './describe-publication.ts';
import { publicationResult } from './publication-result.ts';

const sha256 = sha256Of('');
const release: LayerRelease = {
  layerName: 'deps',
  sha256,
  zipPath: 'dist/layer.zip',
  bytes: 49_025_997,
  runtimes: ['python3.12'],
  architectures: ['x86_64', 'arm64'],
};
const target = { runtime: 'python3.12', architecture: 'arm64' } as const;
const proofs: readonly TargetProof[] = [
  { status: 'passed', target: { ...target, architecture: 'x86_64' }, on: 'local' },
  { status: 'not-checked', target, reason: 'it needs an arm64 processor' },
];
const planned = { action: 'publish', release, proofs } as const;
const arn = 'arn:aws:lambda:us-east-1:000000000000:layer:deps:3';
const known = { action: 'unchanged', release, proofs: [], version: 3, arn } as const;

it('the plan has one line per release, with its size, and one per unverified target', () => {
  expect(describePublicationPlan({ items: [planned, known] })).toEqual([
    `publish    deps (python3.12 on x86_64, arm64) sha256:${sha256.slice(0, 12)}…, 46.8 MiB`,
    '           not checked: python3.12/arm64: it needs an arm64 processor',
    `unchanged  deps (python3.12 on x86_64, arm64) sha256:${sha256.slice(0, 12)}…: ${arn}`,
  ]);
});

it('a published release is one line with its ARN, its size and the time', () => {
  const published = { status: 'published', release, proofs, version: 3, arn } as const;
  expect(describePublished(published, 3140)).toBe(`published  ${arn}, 46.8 MiB in 3.1 s`);
});

it('several releases get a table, and a dry run has planned ones', () => {
  const { releases } = publicationResult({ plan: { items: [planned, known] }, results: [] });
  expect(releases).toMatchObject([{ status: 'planned' }, { status: 'unchanged', version: 3, arn }]);
  expect(releases[0]).not.toHaveProperty('arn');
  const table = describePublication(releases).join('\n');
  expect(table).toContain('planned');
  expect(table).toContain(arn);
  expect(describePublication(releases.slice(0, 1))).toEqual([]);
});
