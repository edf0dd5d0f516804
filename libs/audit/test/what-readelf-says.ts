import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BinaryFacts, isNewer } from '@layerkit/binary-formats';
import { python } from '@layerkit/testing-host';
import { listBinaries } from '../src/auditors/binaries/list-binaries.ts';
import { auditSubject } from './audit-subject.ts';
import { readelf, type ReadelfFacts } from './readelf.ts';

/**
 * Expects the facts about each ELF file in a zip to equal the output of binutils’ readelf, and no other file to
 * count as ELF. Returns the facts.
 */
export const expectWhatReadelfSays = async (zip: string): Promise<readonly BinaryFacts[]> => {
  const scratch = await mkdtemp(join(tmpdir(), 'layerkit-test-'));
  const files = (await python(unpackElf, zip, scratch)) as Record<string, string>;
  const binaries = (await listBinaries(auditSubject(zip))).filter(({ format }) => format === 'elf');
  expect(binaries.map(({ path }) => path)).toEqual(Object.keys(files).sort());
  for (const binary of binaries) {
    const output = await readelf(files[binary.path] ?? '');
    expect({ path: binary.path, ...inWordsOfReadelf(binary) }).toEqual({
      path: binary.path,
      ...factsOf(output),
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

/** Converts the output of readelf for the comparison. */
export const factsOf = (output: ReadelfFacts) => ({
  machine: output.machine,
  needed: output.needed,
  soname: output.soname,
  searchPath: output.searchPath,
  executableStack: output.executableStack,
  textRelocations: output.textRelocations,
  glibc: newest(output.versions, 'GLIBC_'),
  glibcxx: newest(output.versions, 'GLIBCXX_'),
  cxxabi: newest(output.versions, 'CXXABI_'),
  damage: undefined,
});

/** Converts our own facts for the same comparison. */
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

/** Returns the newest version of one kind. */
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
