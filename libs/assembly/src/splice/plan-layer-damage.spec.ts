import { createHash } from 'node:crypto';
import { truncate, writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { isLayerkitError } from '@layerkit/failure';
import fc from 'fast-check';
import yauzl from 'yauzl';
import { makeWheel } from '@layerkit/testing-packages';
import { temporaryFolders } from '@layerkit/testing-files';
import type { Wheel } from '@layerkit/wheels';
import { planLayer } from './plan-layer.ts';
import { spliceLayer } from './splice-layer.ts';

const scratch = temporaryFolders();

const wheelOfManyForms = (folder: string): Promise<Wheel> =>
  makeWheel(folder, {
    name: 'alpha',
    files: { 'alpha/__init__.py': 'VALUE = 1\n', 'alpha/ü.txt': 'text\n'.repeat(30) },
    entries: [
      { name: 'alpha/run', content: '#!/bin/sh\n', method: 0, mode: 0o100755 },
      { name: 'alpha/directory/', method: 0 },
      { name: 'alpha/empty' },
    ],
  });

/** Returns the digest of each file in the finished zip, read by another program. */
const contents = async (path: string): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  const zip = await yauzl.openPromise(path);
  for await (const entry of zip.eachEntry()) {
    const hash = createHash('sha256');
    for await (const chunk of await zip.openReadStreamPromise(entry)) hash.update(chunk as Buffer);
    found[entry.fileName] = hash.digest('hex');
  }
  return found;
};

/** Returns the spliced contents, or undefined if layerkit refused. Any other error fails the test. */
const spliceOrRefuse = async (wheel: Wheel, output: string) => {
  try {
    await spliceLayer(await planLayer({ wheels: [wheel], prune: [] }), output);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
  return contents(output);
};

/** Returns the ranges of the compressed data. Only the digest detects damage there. */
const dataRanges = async (wheel: Wheel): Promise<readonly (readonly [number, number])[]> =>
  (await planLayer({ wheels: [wheel], prune: [] })).entries.map(({ entry }) => [
    entry.dataOffset,
    entry.dataOffset + entry.compressedBytes,
  ]);

it('a single damaged byte in a wheel’s structure is refused or changes no content', async () => {
  const folder = await scratch();
  const wheel = await wheelOfManyForms(folder);
  const output = join(folder, 'layer.zip');
  const good = await readFile(wheel.path);
  const expected = await spliceOrRefuse(wheel, output);
  const ranges = await dataRanges(wheel);
  const structure = Array.from(good.keys()).filter(
    (at) => !ranges.some(([from, to]) => at >= from && at < to),
  );
  let refused = 0;
  let unchanged = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...structure), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = Buffer.from(good);
      bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
      await writeFile(wheel.path, bytes);
      // the digest matches the damaged bytes, so only the structure can reveal the damage
      const found = await spliceOrRefuse({ ...wheel, sha256: sha256Of(bytes) }, output);
      if (found === undefined) refused += 1;
      else {
        expect(found).toEqual(expected);
        unchanged += 1;
      }
      expect(await spliceOrRefuse(wheel, output)).toBeUndefined();
    }),
    { numRuns: 400 },
  );
  expect(refused).toBeGreaterThan(100);
  expect(unchanged).toBeGreaterThan(10);
}, 60_000);

it('a wheel truncated at any point is refused', async () => {
  const folder = await scratch();
  const wheel = await wheelOfManyForms(folder);
  const good = await readFile(wheel.path);
  const output = join(folder, 'layer.zip');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: good.length - 1 }), async (length) => {
      await writeFile(wheel.path, good);
      await truncate(wheel.path, length);
      const cut = { ...wheel, sha256: sha256Of(good.subarray(0, length)) };
      expect(await spliceOrRefuse(cut, output)).toBeUndefined();
    }),
    { numRuns: 150 },
  );
}, 60_000);
