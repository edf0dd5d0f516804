import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { findingSchema } from '@layerkit/artifact/finding';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { type ByteSource, readBinary, sourceOf } from '@layerkit/binary-formats';
import { makeElf } from '@layerkit/testing-packages';
import { auditSubject } from '../../../test/audit-subject.ts';
import { makeMachO, makePe, makeUniversal } from '../../../test/make-foreign-binary.ts';
import { auditBinaries } from './audit-binaries.ts';

const scratch = temporaryFolders();

const elf = makeElf({
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  needed: ['libc.so.6', 'libstdc++.so.6', 'libother-12.so.1'],
  soname: 'libmade.so.1',
  runpath: '$ORIGIN/../made.libs:/opt/lib',
  versions: {
    'libc.so.6': ['GLIBC_2.17', 'GLIBC_2.38'],
    'libstdc++.so.6': ['GLIBCXX_3.4.40', 'CXXABI_1.3.9'],
  },
  symbols: { malloc: 'GLIBC_2.17', new_one: 'GLIBC_2.38', _Z3cxx: 'GLIBCXX_3.4.40' },
  names: ['PyInit_made'],
  textRelocations: true,
  gap: 300,
});
const machO = makeMachO('x86_64', 6, ['/usr/lib/libSystem.B.dylib', '@rpath/libother.dylib']);
const sound: Readonly<Record<string, Buffer>> = {
  elf,
  'mach-o': machO,
  universal: makeUniversal({ x86_64: machO, arm64: makeMachO('arm64') }),
  pe: makePe('library'),
};

/** Numbers that often break readers. */
const evil = fc.constantFrom(
  0,
  1,
  0x7f,
  0xff,
  0x7fff,
  0xffff,
  0x7fffffff,
  0xffffffff,
  0xfffffff0,
  0x10000,
  16,
);

const damages = fc.record({
  // Most headers are at the start, where a uniform choice would seldom fall.
  words: fc.array(fc.tuple(fc.oneof(fc.nat(400), fc.nat()), evil), { maxLength: 6 }),
  bytes: fc.array(fc.tuple(fc.oneof(fc.nat(400), fc.nat()), fc.nat(255)), { maxLength: 6 }),
  length: fc.option(fc.nat(), { nil: undefined, freq: 3 }),
});

type Damages = typeof damages extends fc.Arbitrary<infer Value> ? Value : never;

const apply = (whole: Buffer, { words, bytes, length }: Damages): Buffer => {
  const copy = Buffer.from(whole);
  for (const [at, word] of words) copy.writeUInt32LE(word, at % (copy.length - 4));
  for (const [at, byte] of bytes) copy[at % copy.length] = byte;
  return length === undefined ? copy : copy.subarray(0, length % (copy.length + 1));
};

/** Returns a source that throws after 20,000 reads, so that an endless loop fails the test. */
const counted = (bytes: Buffer): ByteSource => {
  let reads = 0;
  const source = sourceOf(bytes);
  return {
    size: source.size,
    read: (offset, length) => {
      reads += 1;
      if (reads > 20_000) throw new Error('endless reads');
      return source.read(offset, length);
    },
  };
};

const reading = { isModule: false, module: 'made', glibc: '2.26', glibcxx: '3.4.24', cxxabi: '1.3.11' };

it.each(Object.entries(sound))(
  'a damaged %s file never causes an exception or endless reads',
  async (name, whole) => {
    expect((await readBinary(sourceOf(whole), reading))?.damage).toBeUndefined();
    let damaged = 0;
    await fc.assert(
      fc.asyncProperty(damages, async (damage) => {
        const facts = await readBinary(counted(apply(whole, damage)), reading);
        if (facts?.damage !== undefined) damaged += 1;
        for (const text of [...(facts?.needed ?? []), facts?.soname ?? '', facts?.damage ?? ''])
          expect(typeof text).toBe('string');
      }),
      { numRuns: 1500 },
    );
    // The damage was noticed. Hardly any bytes of a PE file are read.
    if (name !== 'pe') expect(damaged).toBeGreaterThan(50);
  },
);

it('version needs that form a circle, or claim to be four thousand million, are damage', async () => {
  const withNeeds = (count: number, cyclic: boolean): Buffer => {
    const bytes = Buffer.from(elf);
    const needs = bytes.indexOf(Buffer.from([1, 0, 2, 0]), 300);
    // Without parts and without a next record, the table does not advance.
    bytes.writeUInt16LE(cyclic ? 2 : 0, needs + 2);
    bytes.writeUInt32LE(0, needs + 12);
    const entry = bytes.lastIndexOf(Buffer.from([0xff, 0xff, 0xff, 0x6f, 0, 0, 0, 0]));
    bytes.writeUInt32LE(count, entry + 8);
    return bytes;
  };
  for (const bytes of [withNeeds(0xffffffff, false), withNeeds(0xffffffff, true)])
    expect((await readBinary(sourceOf(bytes), reading))?.damage).toBe(
      'has a damaged table of needed versions',
    );
  expect((await readBinary(sourceOf(withNeeds(1, true)), reading))?.damage).toBeUndefined();
});

it('any damage to a layer’s binaries or their packed bytes results in valid findings', async () => {
  const folder = await scratch();
  const path = join(folder, 'layer.zip');
  const names = ['a/_m.abi3.so', 'a/_n.cpython-311-darwin.so', 'a/_p.pyd', 'a/libb.so', 'a/tool'];
  const layer = fc.array(fc.tuple(fc.constantFrom(...Object.values(sound)), damages), {
    minLength: names.length,
    maxLength: names.length,
  });
  await fc.assert(
    fc.asyncProperty(
      layer,
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      async (files, packed) => {
        const entries = files.map(([whole, damage], index) => ({
          name: `python/${names[index] ?? ''}`,
          content: apply(whole, damage),
        }));
        await writeFile(path, rawZip(entries));
        const subject = auditSubject(path);
        // The directory of the zip has been read, so only the entries are damaged here.
        const zip = await readFile(path);
        const last = subject.files.at(-1)?.packed;
        const end = (last?.dataOffset ?? 0) + (last?.compressedBytes ?? 0);
        for (const [at, byte] of packed) zip[at % end] = byte;
        await writeFile(path, zip);
        const findings = await auditBinaries(subject);
        for (const finding of findings) findingSchema.parse(finding);
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

it('modules in a truncated zip, or whose bytes can’t be unpacked, are findings', async () => {
  const path = join(await scratch(), 'layer.zip');
  const zip = rawZip([
    { name: 'python/a/_m.abi3.so', content: elf },
    { name: 'python/a/b.py', content: 'x = 1' },
  ]);
  await writeFile(path, zip);
  const subject = auditSubject(path);
  for (const broken of [zip.subarray(0, 100), Buffer.alloc(zip.length, 0xff), Buffer.alloc(0)]) {
    await writeFile(path, broken);
    const findings = await auditBinaries({ ...subject });
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error binary/unreadable']);
  }
});
