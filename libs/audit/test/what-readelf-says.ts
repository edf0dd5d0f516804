import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BinaryFacts, isNewer } from '@layerkit/binary-formats';
import { python } from '@layerkit/testing-host';
import { listBinaries } from '../src/auditors/binaries/list-binaries.ts';
import { auditSubject } from './audit-subject.ts';
import { readelf, type ReadelfFacts } from './readelf.ts';

/**
 * Expects of each ELF file of a zip that its facts are what binutils' readelf says of it, and that no other file is
 * taken for one. Returns the facts.
 */
export const expectWhatReadelfSays = async (zip: string): Promise<readonly BinaryFacts[]> => {
  const scratch = await mkdtemp(join(tmpdir(), 'layerkit-test-'));
  const files = (await python(unpackElf, zip, scratch)) as Record<string, string>;
  const binaries = (await listBinaries(auditSubject(zip))).filter(({ format }) => format === 'elf');
  expect(binaries.map(({ path }) => path)).toEqual(Object.keys(files).sort());
  for (const binary of binaries) {
    const told = await readelf(files[binary.path] ?? '');
    expect({ path: binary.path, ...inWordsOfReadelf(binary) }).toEqual({
      path: binary.path,
      ...factsOf(told),
    });
  }
  await rm(scratch, { recursive: true });
  return binaries;
};

/** readelf reads files, so each is unpacked by CPython's zipfile first. */
const unpackElf = `
import json, sys, zipfile
wheel, folder = sys.argv[1:]
found = {}
with zipfile.ZipFile(wheel) as z:
    for info in z.infolist():
        if z.open(info).read(4) == b'\\x7fELF':
            found[info.filename] = f'{folder}/{len(found)}'
            open(found[info.filename], 'wb').write(z.read(info))
print(json.dumps(found))`;

/** What readelf says, … */
export const factsOf = (told: ReadelfFacts) => ({
  machine: told.machine,
  needed: told.needed,
  soname: told.soname,
  searchPath: told.searchPath,
  executableStack: told.executableStack,
  textRelocations: told.textRelocations,
  glibc: newest(told.versions, 'GLIBC_'),
  glibcxx: newest(told.versions, 'GLIBCXX_'),
  cxxabi: newest(told.versions, 'CXXABI_'),
  damage: undefined,
});

/** … and what our own facts say, in the same words. */
export const inWordsOfReadelf = (binary: BinaryFacts) => ({
  machine: machines[binary.architectures.join()],
  needed: binary.needed,
  soname: binary.soname,
  searchPath: binary.searchPath,
  executableStack: binary.executableStack,
  textRelocations: binary.textRelocations,
  glibc: binary.glibc?.version,
  glibcxx: binary.glibcxx?.version,
  cxxabi: binary.cxxabi?.version,
  damage: binary.damage,
});

/** The highest of the needs of one kind. */
const newest = (names: readonly string[], prefix: string): string | undefined =>
  names
    .filter((name) => name.startsWith(prefix))
    .map((name) => (name === 'GLIBC_ABI_DT_RELR' ? '2.36' : name.slice(prefix.length)))
    .filter((version) => /^[\d.]+$/.test(version))
    .reduce<string | undefined>(
      (best, version) => (best === undefined || isNewer(version, best) ? version : best),
      undefined,
    );

const machines: Readonly<Record<string, string>> = {
  x86_64: 'Advanced Micro Devices X86-64',
  arm64: 'AArch64',
};
