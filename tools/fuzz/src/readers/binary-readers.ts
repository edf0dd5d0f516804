import { readBinary, sourceOf } from '@layerkit/binary-formats';
import { rawZip } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';
import { makeMachO, makePe, makeUniversal } from '../../../../libs/audit/test/make-foreign-binary.ts';
import type { FileWindow } from '../../../../libs/zip/src/files/file-window.ts';
import { listZip } from '../../../../libs/zip/src/list-zip.ts';
import { readZip } from '../../../../libs/zip/src/read-zip.ts';
import type { Reader } from './reader.ts';

const windowOn = (content: Buffer): FileWindow => {
  const bytes = (offset: number, length: number) =>
    offset < 0 || offset + length > content.length ? undefined : content.subarray(offset, offset + length);
  const copy = (into: Buffer, offset: number) => (bytes(offset, into.length)?.copy(into) ?? -1) >= 0;
  return { size: content.length, bytes, copy };
};

const zips = [
  rawZip([
    { name: 'a/__init__.py', content: 'x = 1\n'.repeat(9) },
    { name: 'a/data.bin', content: 'stored', method: 0, mode: 0o100755 },
    { name: 'a-1.dist-info/METADATA', content: 'Name: a\nVersion: 1\n' },
  ]),
  rawZip(
    [
      { name: 'ü/', mode: 0o40755 },
      { name: 'link', content: 'a', mode: 0o120777 },
    ],
    {
      comment: 'a comment',
      before: Buffer.from('#!/bin/sh\n'),
    },
  ),
  rawZip([]),
];

const elf = [
  makeElf(),
  makeElf({
    needed: ['libc.so.6', 'libm.so.6'],
    soname: 'liba.so',
    runpath: '$ORIGIN/../a.libs',
    versions: { 'libc.so.6': ['GLIBC_2.17', 'GLIBC_2.34'] },
    symbols: { memcpy: 'GLIBC_2.17' },
    names: ['PyInit_a'],
  }),
];

const machO = [
  makeMachO('arm64', 8, ['/usr/lib/libSystem.B.dylib', '@rpath/a.dylib']),
  makeUniversal({ x86_64: makeMachO('x86_64', 6), arm64: makeMachO('arm64', 6) }),
];

const reading = { isModule: true, module: 'a', glibc: '2.34', glibcxx: '3.4.29', cxxabi: '1.3.13' };

const readHeaders = (input: Buffer) => readBinary(sourceOf(input), reading);

export const binaryReaders: readonly Reader[] = [
  { name: 'zip listing', corpus: zips, read: (input) => listZip(windowOn(input)) },
  { name: 'zip reading', corpus: zips, read: (input) => readZip(windowOn(input), () => undefined) },
  { name: 'ELF', corpus: elf, read: readHeaders },
  { name: 'Mach-O', corpus: machO, read: readHeaders },
  {
    name: 'PE',
    corpus: (['library', 'program', 'assembly'] as const).map(makePe),
    read: readHeaders,
  },
];
