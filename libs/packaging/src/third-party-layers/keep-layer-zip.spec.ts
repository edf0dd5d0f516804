import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { makeZip, temporaryFolders } from '@layerkit/testing-files';
import { keepLayerZip, unpackedBytesOf } from './keep-layer-zip.ts';

const scratch = temporaryFolders();

const prepare = async () => {
  const folder = await scratch();
  const source = join(folder, 'source.zip');
  makeZip(source, [{ name: 'python/a.py', content: 'NAME = 1\n' }]);
  const sha256 = await sha256OfFile(source);
  const downloads: string[] = [];
  const keep = (content?: string) =>
    keepLayerZip({
      sha256,
      env: { LAYERKIT_STORE: join(folder, 'store') },
      download: async (path) => {
        downloads.push(path);
        await writeFile(path, content ?? (await readFile(source)));
      },
    });
  return { keep, downloads, sha256, layers: join(folder, 'store/layers') };
};

it('a zip is downloaded once, and again if it was damaged', async () => {
  const { keep, downloads, sha256, layers } = await prepare();
  const kept = await keep();
  expect(kept).toBe(join(layers, `${sha256}.zip`));
  expect(unpackedBytesOf(kept)).toBe(9);
  expect(await keep()).toBe(kept);
  expect(downloads).toHaveLength(1);
  await writeFile(kept, 'damaged');
  expect(await keep()).toBe(kept);
  expect(downloads).toHaveLength(2);
  expect(await sha256OfFile(kept)).toBe(sha256);
});

it('many at once get the whole zip, and nothing else remains', async () => {
  const { keep, sha256, layers } = await prepare();
  const kept = await Promise.all(Array.from({ length: 5 }, () => keep()));
  expect(new Set(kept).size).toBe(1);
  expect(await readdir(layers)).toEqual([`${sha256}.zip`]);
});

it('bytes with another digest are not kept', async () => {
  const { keep, layers } = await prepare();
  await expect(keep('other')).rejects.toThrowWithCode('layer-version/download-failed');
  expect(await readdir(layers)).toEqual([]);
});
