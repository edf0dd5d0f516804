import { sha256Of, type Finding, type LayerManifest } from '@layerkit/artifact';
import type { LayerBuild } from '@layerkit/packaging';
import { describeBuild } from './describe-build.ts';

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

const buildOf = (fields: Partial<LayerManifest>, fetched = 0): LayerBuild => ({
  artifact: { directory: 'dist', zipPath: 'dist/layer.zip', manifest: { ...manifest, ...fields } },
  fetched,
  warnings: fields.warnings ?? [],
});

const six = { name: 'six', version: '1.17.0', wheel: 'six.whl', sha256, zippedBytes: 1, unpackedBytes: 1 };
const dropped = (path: string) => ({ path, package: 'six', zippedBytes: 10, unpackedBytes: 512 });

const lastLine = `  layer.zip 2 KiB zipped, 5 MiB unpacked, 12 files, sha256 ${sha256}`;

it('says where a layer of own sources stands, and no word of pruning that dropped nothing', () => {
  const pruned = [{ rule: 'bytecode', files: [] }];
  expect(describeBuild(buildOf({ pruned }), 40)).toEqual([
    'python3.12/x86_64: own sources in 40 ms',
    lastLine,
  ]);
});

it('counts packages and what was fetched, and shows what each rule dropped of what there was', () => {
  const pruned = [
    { rule: 'bytecode', files: [] },
    { rule: 'tests', files: [dropped('python/a'), dropped('python/b')] },
  ];
  expect(describeBuild(buildOf({ packages: [six, six], pruned }, 1), 1500)).toEqual([
    'python3.12/x86_64: 2 packages, 1 fetched, in 1.5 s',
    '  before pruning 4 KiB zipped, 6 MiB unpacked, 15 files',
    '  tests drops 2 files, 1 KiB unpacked',
    lastLine,
  ]);
});

it('says what bytecode adds, who compiled it, and what does not compile', () => {
  const size = { files: 2, zippedBytes: 1024, unpackedBytes: 2048 };
  const bytecode = { ...size, mode: 'imported' as const, interpreter: 'CPython 3.12.1' };
  const adds = 'bytecode of what the entry modules import adds 1 KiB zipped, 2 KiB unpacked, 2 files';
  expect(describeBuild(buildOf({ bytecode: { ...bytecode, notCompiled: [] } }), 40)[1]).toBe(
    `  ${adds}, by CPython 3.12.1`,
  );
  const all = { ...bytecode, mode: 'all' as const, notCompiled: ['python/a/template.py'] };
  expect(describeBuild(buildOf({ bytecode: all }), 40)[1]).toBe(
    '  bytecode of all modules adds 1 KiB zipped, 2 KiB unpacked, 2 files, by CPython 3.12.1; 1 files don’t compile',
  );
});

it('warns before anything else', () => {
  const [first] = describeBuild(buildOf({ warnings: ['too large for a request'] }), 1);
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
  describeBuild(buildOf({ audit: { findings: [...findings], ignored: [] } }), 1);

it('warns once of what has one cause, and counts notes and what is ignored', () => {
  const findings = ['a.so', 'b.so', 'c.so', 'd.so', 'e.so'].map((path) => finding({ path, package: path }));
  const note = finding({ severity: 'note' });
  const audit = { findings: [...findings, note], ignored: [{ finding: note, reason: 'known' }] };
  expect(describeBuild(buildOf({ audit }), 1)).toEqual([
    'warning: 5 times (a.so, b.so, c.so and 2 more): needs libGL.so.1 (binary/missing-library)',
    'python3.12/x86_64: own sources in 1 ms',
    '  audit: 1 note, 1 ignored with a reason; see manifest.json',
    lastLine,
  ]);
});

it('fills no more than a screen with warnings', () => {
  const lines = audited(Array.from({ length: 50 }, (_, index) => finding({ message: `needs ${index}` })));
  const warnings = lines.filter((line) => line.startsWith('warning: '));
  expect(warnings).toHaveLength(21);
  expect(warnings.at(-1)).toBe('warning: 30 more: all of them are in manifest.json, under audit');
});
