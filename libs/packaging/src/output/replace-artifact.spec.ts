import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFunctionArtifact } from '@layerkit/artifact';
import { sha256Of } from '@layerkit/artifact/digest';
import type { FunctionManifest } from '@layerkit/artifact/manifest';
import { temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { replaceArtifact } from './replace-artifact.ts';

const scratch = temporaryFolders();

const manifestOf = (zip: string): FunctionManifest => ({
  schema: 'layerkit/function-manifest/1',
  functionName: 'f',
  target: { runtime: 'python3.12', architecture: 'x86_64' },
  zip: { file: 'function.zip', sha256: sha256Of(zip), bytes: zip.length, unpackedBytes: 0, entries: 0 },
});

/** Creates an existing artifact and a zip that will replace it. */
const setUp = async (old: string, next: string) => {
  const folder = await scratch();
  const directory = join(folder, 'artifact');
  const zipPath = join(folder, 'next.zip');
  await writeFile(zipPath, old);
  await replaceArtifact({ directory, zipPath, manifest: manifestOf(old) });
  await writeFile(zipPath, next);
  return { directory, zipPath, manifest: manifestOf(next) };
};

it('the new zip and manifest replace the old ones', async () => {
  const request = await setUp('old', 'new');
  await replaceArtifact(request);
  expect(await readFunctionArtifact(request.directory)).toMatchObject({ manifest: manifestOf('new') });
  await expect(readFile(request.zipPath)).rejects.toThrow('ENOENT');
});

it('the old manifest is deleted before the zip is replaced', async () => {
  const request = await setUp('old', 'new');
  await expect(replaceArtifact({ ...request, zipPath: `${request.zipPath}-missing` })).rejects.toThrow(
    'ENOENT',
  );
  expect((await failureOf(readFunctionArtifact(request.directory))).code).toBe('artifact/missing');
  await replaceArtifact(request);
  expect(await readFunctionArtifact(request.directory)).toMatchObject({ manifest: manifestOf('new') });
});

it('a zip with the same digest always keeps a manifest', async () => {
  const request = await setUp('same', 'same');
  await expect(replaceArtifact({ ...request, zipPath: `${request.zipPath}-missing` })).rejects.toThrow(
    'ENOENT',
  );
  expect(await readFunctionArtifact(request.directory)).toMatchObject({ manifest: manifestOf('same') });
});

it('a damaged manifest is replaced', async () => {
  const request = await setUp('old', 'new');
  await writeFile(join(request.directory, 'manifest.json'), '{');
  await replaceArtifact(request);
  expect(await readFunctionArtifact(request.directory)).toMatchObject({ manifest: manifestOf('new') });
});

it('a suspended build finishes normally after another build took over its lock', async () => {
  const request = await setUp('old', 'new');
  const suspended = () => {
    execFileSync('sh', ['-c', 'sleep 2.7; rmdir "$0"', `${request.directory}.lock`]);
    return request.manifest;
  };
  await replaceArtifact({ ...request, manifest: Object.assign({}, request.manifest, { toJSON: suspended }) });
  expect(await readFunctionArtifact(request.directory)).toMatchObject({ manifest: manifestOf('new') });
});
