import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fetchWheels } from '@layerkit/testing-packages';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { auditSubject } from '../../../test/audit-subject.ts';
import { hasReadelf } from '../../../test/readelf.ts';
import { expectWhatReadelfSays } from '../../../test/what-readelf-says.ts';
import { auditBinaries } from './audit-binaries.ts';
import { listBinaries } from './list-binaries.ts';

/** The oracle: binutils' readelf. */
const withReadelf = hasReadelf ? it : it.skip;

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

withReadelf.each(['x86_64', 'aarch64'])(
  'the facts about each ELF file of real wheels equal the output of readelf: %s',
  async (machine) => {
    const all: BinaryFacts[] = [];
    for (const wheel of await wheelsFor(machine)) all.push(...(await expectWhatReadelfSays(wheel)));
    expect(all.length).toBeGreaterThan(70);
    // Guards against a comparison of empty facts.
    const those = (has: (binary: BinaryFacts) => unknown): number => all.filter(has).length;
    expect(those(({ searchPath }) => searchPath.length > 0)).toBeGreaterThan(10);
    expect(those(({ glibcxx, cxxabi }) => glibcxx && cxxabi)).toBeGreaterThan(2);
    expect(those(({ soname }) => soname)).toBeGreaterThan(10);
  },
  300_000,
);

it('wheels for the target have no findings', async () => {
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

it.each(foreign)(
  'each binary in real wheels for another platform is an error: $code',
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
      // Each file has one finding, although the name of such a module is also one of another Python.
      expect(findings.map(({ code: found, path, severity }) => [found, path, severity])).toEqual(
        binaries.map(({ path }) => [code, path, 'error']),
      );
    }
  },
  120_000,
);

it('both architectures of a real universal wheel are listed', async () => {
  const [wheel = ''] = await fetched('universal', ['macosx_10_13_universal2'], ['charset-normalizer==3.4.0']);
  const binaries = await listBinaries(auditSubject(wheel));
  const universal = { architectures: ['x86_64', 'arm64'], kind: 'extension module', platform: 'macos' };
  expect(binaries.map(({ architectures, kind, platform }) => ({ architectures, kind, platform }))).toEqual([
    universal,
    universal,
  ]);
}, 60_000);
