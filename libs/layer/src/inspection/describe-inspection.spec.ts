import { sha256Of } from '@layerkit/artifact/digest';
import type { Finding } from '@layerkit/artifact/finding';
import type { InspectedBinary, InspectedPackage, Inspection } from '@layerkit/artifact/inspection';
import { inspectionOf } from '@layerkit/testing-artifacts';
import { describeInspection } from './describe-inspection.ts';

const zip = {
  file: 'layer.zip',
  sha256: sha256Of(''),
  bytes: 52_428_801,
  unpackedBytes: 131_072_000,
  entries: 7367,
};

const textOf = (fields: Partial<Inspection>): string =>
  describeInspection(inspectionOf({ zip, ...fields })).join('\n');

const finding = (fields: Partial<Finding>): Finding => ({
  code: 'binary/macos',
  severity: 'error',
  message: 'is a binary for macOS',
  hint: 'Build it for Linux.',
  ...fields,
});

const packageOf = (index: number): InspectedPackage => ({
  name: `package-${index}`,
  version: '1.0',
  files: 1,
  zippedBytes: 102_400 - 200 * index,
  unpackedBytes: 2048,
  requiredBy: ['a', 'b', 'c', 'd'].slice(0, index),
});

const binaryOf = (fields: Partial<InspectedBinary>): InspectedBinary => ({
  path: 'python/a.so',
  architectures: ['x86_64'],
  format: 'elf',
  platform: 'linux-gnu',
  status: 'ok',
  findings: [],
  ...fields,
});

it('an inspection begins with the verdict and the shares of Lambda’s limits', () => {
  const findings = [finding({}), finding({ severity: 'warning' }), finding({ severity: 'warning' })];
  const lines = describeInspection(inspectionOf({ zip, findings }));
  expect(lines[0]).toBe('layer.zip for python3.12/x86_64: 1 error, 2 warnings');
  expect(lines[1]).toMatch(/50 MiB, 101 % of the 50 MiB/);
  expect(lines[2]).toMatch(/125 MiB, 50 % of the 250 MiB .*, 7,367 entries$/);
  expect(textOf({})).toMatch(/^layer\.zip for python3\.12\/x86_64: OK\n/);
});

it('many findings fit on a screen', () => {
  const many = Array.from({ length: 500 }, (_, index) => index);
  const text = textOf({
    findings: [
      ...many.map((index) => finding({ path: `python/${index}.so`, package: 'alpha' })),
      ...many.map((index) => finding({ code: 'metadata/requirement-missing', message: `needs ${index}` })),
      ...many.map((index) =>
        finding({ code: 'security/pth', severity: 'note', path: `python/${index}.pth` }),
      ),
    ],
    packages: many.map(packageOf),
    binaries: many.map((index) => binaryOf({ path: `${index}` })),
  });
  expect(text.split('\n').length).toBeLessThan(60);
  expect(text).toContain('error  binary/macos  500 times\n  is a binary for macOS\n');
  expect(text).toContain('    python/0.so (alpha), python/1.so (alpha), python/2.so (alpha) and 497 more\n');
  expect(text).toContain('  needs 2\n  and 497 more causes of this code\n  hint: Build it for Linux.\n');
  expect(text).toContain('notes: security/pth (500); all of them with --format json');
  expect(text).toContain('and 485 more, ');
  expect(text).toMatch(/│ package-4 .*│ a, b and 2 more +│/);
});

it('the note that every pruned layer has is explained once', () => {
  const missing = finding({ code: 'metadata/files-missing', severity: 'note', hint: 'Pruned.' });
  const text = textOf({ findings: [missing, missing] });
  expect(text).toContain(
    'notes: metadata/files-missing (2); all of them with --format json\n  metadata/files-missing: Pruned.\n',
  );
});

it('binaries are counted by platform, with the newest glibc, compared number by number', () => {
  const text = textOf({
    binaries: [
      binaryOf({ glibc: '2.4' }),
      binaryOf({ glibc: '2.28' }),
      binaryOf({ glibc: '2.5' }),
      binaryOf({ format: 'mach-o', platform: 'macos', status: 'wrong', findings: ['binary/macos'] }),
    ],
  });
  expect(text).toContain('3 × ELF x86_64 for Linux, glibc ≤ 2.28: ok\n');
  expect(text).toContain('1 × Mach-O x86_64 for macOS: wrong (binary/macos)\n');
  expect(text).toContain('the target is x86_64, Amazon Linux 2023, glibc 2.34');
});

describe('the platform that a zip was made for', () => {
  const mac = (architectures: InspectedBinary['architectures']) =>
    binaryOf({ format: 'mach-o', platform: 'macos', architectures, status: 'wrong' });
  const launcher = binaryOf({ format: 'pe', platform: 'windows', status: 'unused' });

  it('is named once if all binaries are for one other platform', () => {
    const text = textOf({ binaries: [mac(['arm64']), mac(['x86_64', 'arm64']), launcher] });
    expect(text).toContain('\n  this zip was made for macOS (arm64), not for python3.12/x86_64\n');
    const other = textOf({ binaries: [binaryOf({ architectures: ['arm64'], status: 'wrong' })] });
    expect(other).toContain('  this zip was made for Linux (arm64), not for python3.12/x86_64\n');
  });

  it.each([
    ['one binary is for the target', [mac(['arm64']), binaryOf({})]],
    [
      'binaries are for several platforms',
      [mac(['arm64']), binaryOf({ platform: 'linux-musl', status: 'wrong' })],
    ],
    ['only unused binaries are for another platform', [launcher]],
  ])('is not named if %s', (_, binaries) => {
    expect(textOf({ binaries })).not.toContain('was made for');
  });
});

it('causes with the same hint show it once', () => {
  const of = (message: string, hint: string) =>
    finding({ code: 'binary/glibc-too-new', message, hint, path: `python/${message}.so` });
  const text = textOf({ findings: [of('a', 'Take a.'), of('b', 'Take b.'), of('c', 'Take b.')] });
  expect(text).toContain('  hint: Take a.\n  hint: Take b.\n');
});

it('a cause in many files counts their packages', () => {
  const findings = ['a', 'b', 'c', 'd'].map((name) => finding({ path: `python/${name}.so`, package: name }));
  expect(textOf({ findings })).toContain('python/c.so (c) and 1 more, of 4 packages\n');
});

it('changes since the baseline are sorted by size', () => {
  const share = { files: 1, unpackedBytes: 0 };
  const text = textOf({
    baseline: {
      zip: { ...zip, file: 'old.zip', bytes: zip.bytes + 1024 },
      difference: { bytes: -1024, unpackedBytes: 0, entries: 0 },
      packages: {
        added: [packageOf(0)],
        removed: [],
        changed: [
          {
            name: 'pillow',
            from: { version: '1', zippedBytes: 1024 * 1024, ...share },
            to: { version: '2', zippedBytes: 0, ...share },
          },
        ],
      },
      findings: { solved: [finding({}), finding({})], new: [] },
    },
  });
  expect(text).toContain('Compared with old.zip\n  zipped    50 MiB → 50 MiB (−1 KiB)\n');
  expect(text).toContain('  solved: 2 findings: binary/macos (2)\n');
  expect(text).not.toContain('new:');
  expect(text).toMatch(/│ pillow +│ 1 → 2 +│ +−1 MiB │ +±0 │\n│ package-0 │ added 1\.0 │ \+100 KiB │/);
});

it('a zip without packages or binaries says so', () => {
  const unclaimed = { files: 2, zippedBytes: 2048, unpackedBytes: 4096 };
  const text = textOf({ unclaimed });
  expect(text).toContain('No packages: 2 files, 2 KiB zipped.');
  const lost = textOf({ unclaimed, findings: [finding({ code: 'metadata/missing' })] });
  expect(lost).toContain('No packages with metadata: 2 files, 2 KiB zipped.');
  expect(text).toContain('No binaries: nothing in it depends on the processor.');
});
