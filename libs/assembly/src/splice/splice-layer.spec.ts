import { readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { extraField, temporaryFolders, uint64 } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { failureOf } from '@layerkit/testing-matchers';
import { makeWheel } from '@layerkit/testing-packages';
import type { Wheel } from '@layerkit/wheels';
import { spliceFrom } from '../../test/splice-from.ts';
import { planLayer } from './plan-layer.ts';
import { spliceLayer } from './splice-layer.ts';

const scratch = temporaryFolders();

const twoWheels = async (folder: string): Promise<readonly Wheel[]> => [
  await makeWheel(folder, {
    name: 'beta-b',
    files: { 'beta_b/__init__.py': 'B = 2\n'.repeat(500), 'beta_b/data.bin': Buffer.alloc(3_000_000, 7) },
    entries: [{ name: 'beta_b/stored', content: Buffer.alloc(2_500_000, 9), method: 0 }],
  }),
  await makeWheel(folder, {
    name: 'alpha',
    files: {
      'alpha/__init__.py': '',
      'alpha/\u{1d11e}.txt': 'clef',
      'alpha/\uff5e.txt': 'tilde',
      'alpha.py': '',
    },
    entries: [
      { name: 'alpha/run', content: '#!/bin/sh\n', mode: 0o100711 },
      { name: 'alpha/closed', content: 'x', mode: 0 },
      { name: 'alpha/private', content: 'y', mode: 0o100600 },
      { name: 'alpha/directory/', method: 0, mode: 0o040755 },
      {
        name: 'alpha/wide',
        content: 'z',
        method: 0,
        local: { unpacked: 0xffffffff, compressed: 0xffffffff, extra: extraField(1, uint64(1), uint64(1)) },
      },
    ],
  }),
];

const describeZip = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps({
  'bad': z.testzip(),
  'names': z.namelist(),
  'forms': sorted({json.dumps([i.create_system, i.extract_version, i.flag_bits, i.date_time, i.extra.hex(), i.comment.hex(),
                   i.internal_attr, oct(i.external_attr >> 16), i.external_attr & 0xffff]) for i in z.infolist()}),
  'contents': {i.filename: hashlib.sha256(z.read(i)).hexdigest() for i in z.infolist()},
  'methods': {i.filename: i.compress_type for i in z.infolist()},
}))`;

interface ZipDescription {
  readonly bad: string | null;
  readonly names: readonly string[];
  readonly forms: readonly string[];
  readonly contents: Readonly<Record<string, string>>;
  readonly methods: Readonly<Record<string, number>>;
}

it('the zip is sorted by bytes and has one date, two modes and no extra fields', async () => {
  const folder = await scratch();
  const { path } = await spliceFrom(folder, await twoWheels(folder));
  const { bad, names, forms } = (await python(describeZip, path)) as ZipDescription;
  expect(bad).toBeNull();
  expect(names).toHaveLength(17);
  expect(names).toEqual([...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  // the clef is outside the basic plane: last by its bytes, first by UTF-16 units
  expect(names.indexOf('python/alpha/\uff5e.txt')).toBeLessThan(names.indexOf('python/alpha/\u{1d11e}.txt'));
  const form = (flags: number, mode: string): string =>
    JSON.stringify([3, 20, flags, [1980, 1, 1, 0, 0, 0], '', '', 0, mode, 0]).replaceAll(',', ', ');
  expect(forms).toEqual([form(0, '0o100644'), form(0, '0o100755'), form(0x800, '0o100644')]);
});

it('the zip has all contents of the wheels, with their compressed bytes', async () => {
  const folder = await scratch();
  const wheels = await twoWheels(folder);
  const { path } = await spliceFrom(folder, wheels);
  const spliced = (await python(describeZip, path)) as ZipDescription;
  const expected: Record<string, unknown> = {};
  for (const wheel of wheels) {
    const { contents, methods } = (await python(describeZip, wheel.path)) as ZipDescription;
    for (const [name, digest] of Object.entries(contents))
      if (!name.endsWith('/')) expected[`python/${name}`] = [digest, methods[name]];
  }
  const found = Object.entries(spliced.contents).map(([name, digest]) => [
    name,
    [digest, spliced.methods[name]],
  ]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

it('the plan has the size of the zip, and the result its digest', async () => {
  const folder = await scratch();
  const { path, plan, facts } = await spliceFrom(folder, await twoWheels(folder));
  const { size: bytes } = await stat(path);
  const script = `import json, sys, zipfile
print(json.dumps(sum(i.file_size for i in zipfile.ZipFile(sys.argv[1]).infolist())))`;
  const size = { bytes, unpackedBytes: await python(script, path), entries: 17 };
  expect(facts).toEqual({ file: 'layer.zip', sha256: await sha256OfFile(path), ...size });
  expect(plan.size).toEqual(size);
  expect(plan.beforePruning).toEqual(size);
  expect(plan.packages.reduce((sum, found) => sum + found.zippedBytes, 22)).toBe(bytes);
  expect(plan.packages.reduce((sum, found) => sum + found.unpackedBytes, 0)).toBe(size.unpackedBytes);
});

it('the order of the wheels does not matter', async () => {
  const folder = await scratch();
  const wheels = await twoWheels(folder);
  const first = await planLayer({ wheels, prune: [] });
  expect(await planLayer({ wheels: [...wheels].reverse(), prune: [] })).toEqual(first);
});

it('a wheel that changes after the plan is refused, and the old zip stays', async () => {
  const folder = await scratch();
  const wheels = await twoWheels(folder);
  const plan = await planLayer({ wheels, prune: [] });
  const output = await scratch();
  await writeFile(join(output, 'layer.zip'), 'an older layer');
  await truncate(wheels[0]?.path ?? '', 5000);
  const error = await failureOf(spliceLayer(plan, join(output, 'layer.zip')));
  expect([error.code, error.message]).toEqual([
    'archive/invalid',
    expect.stringMatching(/changed after it was checked/),
  ]);
  expect(await readdir(output)).toEqual(['layer.zip']);
  expect((await stat(join(output, 'layer.zip'))).size).toBe('an older layer'.length);
});

it('two concurrent writers leave one complete zip', async () => {
  const folder = await scratch();
  const plan = await planLayer({ wheels: await twoWheels(folder), prune: [] });
  const output = await scratch();
  const path = join(output, 'layer.zip');
  const facts = await Promise.all([1, 2, 3].map(() => spliceLayer(plan, path)));
  expect(new Set(facts.map(({ sha256 }) => sha256))).toEqual(new Set([await sha256OfFile(path)]));
  expect(await readdir(output)).toEqual(['layer.zip']);
});

it('a layer without files is refused', async () => {
  const folder = await scratch();
  const error = await failureOf(spliceFrom(folder, []));
  expect(error.code).toBe('layer/empty');
  expect(await readdir(folder)).toEqual([]);
});

it.each([
  ['files', { count: 65_535, bytes: 0 }],
  ['bytes', { count: 2, bytes: 0xfffffffe }],
])('a zip with too many %s for the format without zip64 is refused', async (_, { count, bytes }) => {
  const folder = await scratch();
  const [wheel] = await twoWheels(folder);
  const plan = await planLayer({ wheels: wheel === undefined ? [] : [wheel], prune: [] });
  const entry = plan.entries[0];
  if (entry === undefined) throw new Error('the plan has no entry');
  const entries = Array.from({ length: count }, () => entry);
  const large = { ...plan, entries, size: { ...plan.size, bytes: plan.size.bytes + bytes } };
  expect((await failureOf(spliceLayer(large, join(folder, 'layer.zip')))).code).toBe('layer/too-large');
});
