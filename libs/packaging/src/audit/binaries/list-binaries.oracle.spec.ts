import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { auditSubject } from '../../../test/audit-subject.ts';
import { makeElf } from '../../../test/make-elf.ts';
import { python } from '../../../test/python.ts';
import { rawZip } from '../../../test/raw-zip.ts';
import { hasReadelf, readelf, type ReadelfFacts } from '../../../test/readelf.ts';
import { fetchWheels } from '../../../test/real-wheels.ts';
import { auditBinaries } from './audit-binaries.ts';
import type { BinaryFacts } from './binary-facts.ts';
import { listBinaries } from './list-binaries.ts';
import { isNewer } from './version-order.ts';

/** The oracle: binutils' readelf. It reads files, so each is unpacked by CPython's zipfile first. */
const whereReadelfIs = hasReadelf ? test : test.skip;

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

const pins = [
  'numpy==2.3.4',
  'cryptography==46.0.3',
  'pydantic-core==2.41.5',
  'pillow==12.0.0',
  'grpcio==1.76.0',
  'psycopg2-binary==2.9.11',
  'pyyaml==6.0.3',
  'lxml==6.0.2',
];
const small = ['pydantic-core==2.41.5', 'markupsafe==3.0.3'];
const glibcs = ['manylinux_2_34', 'manylinux_2_28', 'manylinux_2_27', 'manylinux_2_17', 'manylinux2014'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerkit-test-'));
  for (const machine of ['x86_64', 'aarch64'])
    await fetched(
      machine,
      glibcs.map((glibc) => `${glibc}_${machine}`),
      pins,
    );
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const fetched = (name: string, platforms: readonly string[], wanted: readonly string[]) =>
  fetchWheels(join(folder, name), { platforms, pins: wanted });

const wheelsFor = async (machine: string): Promise<readonly string[]> => {
  const names = (await readdir(join(folder, machine))).filter((name) => name.endsWith('.whl'));
  expect(names).toHaveLength(pins.length);
  return names.map((name) => join(folder, machine, name));
};

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

const compare = async (wheel: string): Promise<readonly BinaryFacts[]> => {
  const scratch = await mkdtemp(join(folder, 'elf-'));
  const files = (await python(unpackElf, wheel, scratch)) as Record<string, string>;
  const binaries = await listBinaries(auditSubject(wheel));
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

const factsOf = (told: ReadelfFacts) => ({
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

const inWordsOfReadelf = (binary: BinaryFacts) => ({
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

whereReadelfIs.each(['x86_64', 'aarch64'])(
  'what readelf says of each ELF file of real wheels is what the facts say: %s',
  async (machine) => {
    const all: BinaryFacts[] = [];
    for (const wheel of await wheelsFor(machine)) all.push(...(await compare(wheel)));
    expect(all.length).toBeGreaterThan(70);
    // The comparison has something to compare.
    const those = (has: (binary: BinaryFacts) => unknown): number => all.filter(has).length;
    expect(those(({ searchPath }) => searchPath.length > 0)).toBeGreaterThan(10);
    expect(those(({ glibcxx, cxxabi }) => glibcxx && cxxabi)).toBeGreaterThan(2);
    expect(those(({ soname }) => soname)).toBeGreaterThan(10);
  },
  300_000,
);

/** Without versions: readelf looks for those by sections, which made files have none of. */
const text = fc.stringMatching(/^[a-zA-Z0-9_.+-]{1,20}$/);
const elf = fc.record(
  {
    machine: fc.constantFrom(62, 183),
    interpreter: text,
    needed: fc.array(text, { maxLength: 4 }),
    soname: text,
    rpath: text,
    executableStack: fc.boolean(),
    textRelocations: fc.boolean(),
    gap: fc.nat(3000),
  },
  { requiredKeys: [] },
);

whereReadelfIs('made files of every kind are read as readelf reads them', async () => {
  const path = join(folder, 'made.elf');
  const zip = join(folder, 'made.zip');
  await fc.assert(
    fc.asyncProperty(elf, async (made) => {
      const content = makeElf(made);
      await writeFile(path, content);
      await writeFile(zip, rawZip([{ name: 'made', content }]));
      const [binary] = await listBinaries(auditSubject(zip));
      expect(binary && inWordsOfReadelf(binary)).toEqual(factsOf(await readelf(path)));
    }),
    { numRuns: 100 },
  );
});

test('wheels for the target have no errors in them', async () => {
  for (const [machine, target] of [
    ['x86_64', 'python3.12/x86_64'],
    ['aarch64', 'python3.12/arm64'],
  ] as const) {
    for (const wheel of await wheelsFor(machine)) {
      const findings = await auditBinaries(auditSubject(wheel, target));
      expect({ wheel, findings }).toEqual({ wheel, findings: [] });
    }
  }
});

const foreign = [
  { code: 'binary/macos', platforms: ['macosx_11_0_arm64'], architecture: 'arm64' },
  { code: 'binary/windows', platforms: ['win_amd64'], architecture: 'x86_64' },
  {
    code: 'binary/musl',
    platforms: ['musllinux_1_2_x86_64', 'musllinux_1_1_x86_64'],
    architecture: 'x86_64',
  },
  {
    code: 'binary/wrong-architecture',
    platforms: ['manylinux2014_aarch64', 'manylinux_2_17_aarch64'],
    architecture: 'arm64',
  },
];

test.each(foreign)(
  'real wheels of another platform: $code',
  async ({ code, platforms, architecture }) => {
    const wheels = await fetched(code, platforms, small);
    expect(wheels).toHaveLength(small.length);
    for (const wheel of wheels) {
      const subject = auditSubject(wheel);
      const binaries = await listBinaries(subject);
      const findings = await auditBinaries(subject);
      expect(binaries.length).toBeGreaterThan(0);
      for (const binary of binaries) {
        expect(binary.architectures).toEqual([architecture]);
        expect(binary.package).toBe(basename(wheel).split('-')[0]?.replace('_', '-'));
      }
      // One file, one cause: the name of such a module is another Python's too.
      expect(findings.map(({ code: found, path, severity }) => [found, path, severity])).toEqual(
        binaries.map(({ path }) => [code, path, 'error']),
      );
    }
  },
  120_000,
);

test('a universal wheel: both architectures of a real one', async () => {
  const [wheel = ''] = await fetched('universal', ['macosx_10_13_universal2'], ['charset-normalizer==3.4.0']);
  const binaries = await listBinaries(auditSubject(wheel));
  const universal = { architectures: ['x86_64', 'arm64'], kind: 'extension module', platform: 'macos' };
  expect(binaries.map(({ architectures, kind, platform }) => ({ architectures, kind, platform }))).toEqual([
    universal,
    universal,
  ]);
}, 60_000);
