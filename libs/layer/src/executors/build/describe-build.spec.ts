import { sha256Of } from '@layerkit/artifact/digest';
import type { Finding } from '@layerkit/artifact/finding';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import type { LayerBuild } from '@layerkit/packaging';
import { describeBuild, describeBuilds } from './describe-build.ts';

const sha256 = sha256Of('');

const manifest: LayerManifest = {
  schema: 'layerkit/layer-manifest/1',
  layerName: 'some-layer',
  target: { runtime: 'python3.12', architecture: 'x86_64' },
  zip: { file: 'layer.zip', sha256, bytes: 2048, unpackedBytes: 5 * 1024 * 1024, entries: 12 },
  beforePruning: { bytes: 4096, unpackedBytes: 6 * 1024 * 1024, entries: 15 },
  packages: [],
  pruned: [],
  notInstalled: [],
  warnings: [],
};

const buildOf = (fields: Partial<LayerManifest>): LayerBuild => ({
  artifact: { directory: 'dist', zipPath: 'dist/layer.zip', manifest: { ...manifest, ...fields } },
  fetched: 0,
  warnings: fields.warnings ?? [],
});

const six = { name: 'six', version: '1.17.0', wheel: 'six.whl', sha256, zippedBytes: 1, unpackedBytes: 1 };
const dropped = (path: string) => ({ path, package: 'six', zippedBytes: 10, unpackedBytes: 512 });

const size = '2 KiB zipped, 5 MiB unpacked, 12 files';
const lastLine = `  layer.zip has sha256 ${sha256}`;
const tell = (built: LayerBuild, milliseconds = 1) => describeBuild(built, { milliseconds });

it('a layer of own code has its sizes, and no line about pruning that dropped nothing', () => {
  const pruned = [{ rule: 'bytecode', files: [] }];
  expect(tell(buildOf({ pruned }), 40)).toEqual([
    `python3.12/x86_64: own code, ${size}; built in 40 ms`,
    lastLine,
  ]);
});

it('the lines count packages and fetched wheels, and show what each rule dropped', () => {
  const pruned = [
    { rule: 'bytecode', files: [] },
    { rule: 'tests', files: [dropped('python/a'), dropped('python/b')] },
  ];
  const fetched = 'fetched 1 wheel, 1 KiB in 4 ms';
  const built = buildOf({ packages: [six, six], pruned });
  expect(describeBuild(built, { milliseconds: 1500, fetched })).toEqual([
    `python3.12/x86_64: ${fetched}`,
    `python3.12/x86_64: 2 packages, ${size}; built in 1.5 s`,
    '  left out: tests 2 files, 1 KiB unpacked',
    '  without pruning: 4 KiB zipped, 6 MiB unpacked, 15 files',
    lastLine,
  ]);
});

it('the line about bytecode has its size, its interpreter and the number of failures', () => {
  const added = { files: 2, zippedBytes: 1024, unpackedBytes: 2048 };
  const bytecode = { ...added, mode: 'imported' as const, interpreter: 'CPython 3.12.1' };
  const adds = 'bytecode of the imported modules adds 1 KiB zipped, 2 KiB unpacked, 2 files';
  expect(tell(buildOf({ bytecode: { ...bytecode, notCompiled: [] } }))[1]).toBe(
    `  ${adds}, compiled by CPython 3.12.1`,
  );
  const all = { ...bytecode, mode: 'all' as const, notCompiled: ['python/a/template.py'] };
  expect(tell(buildOf({ bytecode: all }))[1]).toBe(
    '  bytecode of all modules adds 1 KiB zipped, 2 KiB unpacked, 2 files, compiled by CPython 3.12.1; 1 file doesn’t compile',
  );
});

it('warnings come first', () => {
  const [first] = tell(buildOf({ warnings: ['too large for a request'] }));
  expect(first).toBe('warning: too large for a request');
});

const finding = (fields: Partial<Finding>): Finding => ({
  code: 'binary/missing-library',
  severity: 'warning',
  message: 'needs libGL.so.1',
  hint: 'Put it into lib/.',
  ...fields,
});
const audited = (findings: readonly Finding[]) =>
  tell(buildOf({ audit: { findings: [...findings], ignored: [] } }));

it('findings with one cause are one warning, and notes and ignored findings are counted', () => {
  const findings = ['a.so', 'b.so', 'c.so', 'd.so', 'e.so'].map((path) => finding({ path, package: path }));
  const note = finding({ severity: 'note' });
  const others = [finding({ severity: 'note', code: 'shadowing/runtime' }), note];
  const audit = { findings: [...findings, note, ...others], ignored: [{ finding: note, reason: 'known' }] };
  expect(tell(buildOf({ audit }))).toEqual([
    'warning: 5 times (a.so, b.so, c.so and 2 more): needs libGL.so.1 (binary/missing-library)',
    `python3.12/x86_64: own code, ${size}; built in 1 ms`,
    '  audit: 3 notes (2 × binary/missing-library, shadowing/runtime), 1 ignored with a reason; see manifest.json',
    lastLine,
  ]);
});

it('warnings fill at most one screen', () => {
  const lines = audited(Array.from({ length: 50 }, (_, index) => finding({ message: `needs ${index}` })));
  const warnings = lines.filter((line) => line.startsWith('warning: '));
  expect(warnings).toHaveLength(21);
  expect(warnings.at(-1)).toBe('warning: 30 more; see audit in manifest.json');
});

it('several targets get a table, and a share of the limit is rounded down', () => {
  const nearly = { ...manifest, zip: { ...manifest.zip, bytes: 52_428_799 } };
  const table = describeBuilds([manifest, nearly]).join('\n');
  expect(table).toMatch(/python3\.12\/x86_64 .* 2 KiB .* <1 % .* 5 MiB .* 2 %/);
  expect(table).toMatch(/50 MiB .* 99 %/);
  expect(describeBuilds([manifest])).toEqual([]);
});
