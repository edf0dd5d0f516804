import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeVerification } from '@layerkit/artifact';
import { resultPath, writeResult, type Result } from '@layerkit/artifact/results';
import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import type { Verification } from '@layerkit/artifact/verification';
import { openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { knownLayer } from './known-layer.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const others = sha256Of('others');

type Release = Result<'publication'>['releases'][number];

const releaseOf = (sha256: Sha256, fields: Partial<Release>): Release => ({
  status: 'published',
  layerName: 'words',
  sha256,
  zippedBytes: 1,
  runtimes: ['python3.12'],
  architectures: ['x86_64'],
  proofs: [],
  version: 7,
  ...fields,
});

const verificationOf = (zipSha256: Sha256): Verification => ({
  schema: 'layerkit/verification/2',
  target: { runtime: 'python3.12', architecture: 'x86_64' },
  zipSha256,
  outcome: { status: 'not-checked', reason: 'no interpreter' },
});

const layer = () => workshop.layer('words', 'python3.12/x86_64', { 'python/words.py': '' });

const publish = (directory: string, releases: readonly Release[]): Promise<void> =>
  writeResult(dirname(directory), 'publication', { schema: 'layerkit/publication/1', releases });

it('a layer is known by its name, its published version and its verification', async () => {
  const artifact = await layer();
  const { sha256 } = artifact.manifest.zip;
  await publish(artifact.directory, [releaseOf(others, { version: 6 }), releaseOf(sha256, {})]);
  await writeVerification(artifact.directory, verificationOf(sha256));
  expect(await knownLayer(artifact)).toEqual({
    layerName: 'words',
    version: 7,
    verification: verificationOf(sha256),
  });
});

it('results about other bytes or another layer, plans and damaged files don’t count', async () => {
  const artifact = await layer();
  const { sha256 } = artifact.manifest.zip;
  const nothing = { layerName: 'words', version: undefined, verification: undefined };
  await writeVerification(artifact.directory, verificationOf(others));
  await publish(artifact.directory, [
    releaseOf(others, {}),
    releaseOf(sha256, { layerName: 'letters' }),
    releaseOf(sha256, { status: 'planned' }),
  ]);
  expect(await knownLayer(artifact)).toEqual(nothing);
  await writeFile(resultPath(dirname(artifact.directory), 'publication'), '{');
  expect(await knownLayer(artifact)).toEqual(nothing);
});
