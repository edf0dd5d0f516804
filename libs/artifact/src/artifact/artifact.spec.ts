import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Of } from '../digest/sha256.ts';
import type { LayerManifest } from '../manifest/layer-manifest.ts';
import type { Verification } from '../manifest/verification.ts';
import { readLayerArtifact, readVerification, writeManifest, writeVerification } from './artifact.ts';

const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

const manifestOf = (zip: string): LayerManifest => ({
  schema: 'layerkit/layer-manifest/1',
  layerName: 'deps',
  target,
  zip: { file: 'layer.zip', sha256: sha256Of(zip), bytes: zip.length, unpackedBytes: 0, entries: 0 },
  beforePruning: { bytes: zip.length, unpackedBytes: 0, entries: 0 },
  packages: [],
  pruned: [],
  notInstalled: [],
  warnings: [],
});

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const emptyFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'artifact-'));
  folders.push(folder);
  return folder;
};

const built = async (zip: string): Promise<string> => {
  const directory = await emptyFolder();
  await writeFile(join(directory, 'layer.zip'), zip);
  await writeManifest(directory, manifestOf(zip));
  return directory;
};

describe('a built layer', () => {
  it('is read as it was written', async () => {
    const directory = await built('zip');
    await expect(readLayerArtifact(directory)).resolves.toEqual({
      directory,
      zipPath: join(directory, 'layer.zip'),
      manifest: manifestOf('zip'),
    });
  });

  it('is refused if its zip does not match the manifest', async () => {
    const directory = await built('zip');
    await writeFile(join(directory, 'layer.zip'), 'another');
    await expect(readLayerArtifact(directory)).rejects.toThrowWithCode('artifact/invalid');
  });

  it('is reported with a hint to build if it was never built', async () => {
    const directory = await emptyFolder();
    await expect(readLayerArtifact(directory)).rejects.toThrowWithCode('artifact/missing', {
      hint: expect.stringContaining('build'),
    });
  });

  it('has the verification result only if the digest is that of its zip', async () => {
    const artifact = await readLayerArtifact(await built('zip'));
    const verification = (zip: string): Verification => ({
      schema: 'layerkit/verification/2',
      target,
      zipSha256: sha256Of(zip),
      outcome: { status: 'not-checked', reason: 'no interpreter' },
    });
    await expect(readVerification(artifact)).resolves.toBeUndefined();
    await writeVerification(artifact.directory, verification('another'));
    await expect(readVerification(artifact)).resolves.toBeUndefined();
    await writeVerification(artifact.directory, verification('zip'));
    await expect(readVerification(artifact)).resolves.toEqual(verification('zip'));
  });
});
