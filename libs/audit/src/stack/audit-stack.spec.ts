import { writeFile } from 'node:fs/promises';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { briefly } from '../../test/audited-zip.ts';
import { atRoot, auditStackOf, layerOf, type StackedFiles, writeStack } from '../../test/stacked-zips.ts';
import { auditStack } from './audit-stack.ts';
import { openStack } from './open-stack.ts';

const scratch = temporaryFolders();
const audit = async (files: StackedFiles) => auditStackOf(await scratch(), files);

const kit = (version: string, files: Readonly<Record<string, string>>, metadata: readonly string[] = []) => ({
  name: 'kit',
  version,
  files,
  metadata,
});
const needsKit = (requirement: string) =>
  layerOf({
    name: 'user',
    files: { 'user/__init__.py': '' },
    metadata: [`Requires-Dist: kit ${requirement}`],
  });
const old = layerOf(kit('1.0', { 'kit/__init__.py': 'V = 1', 'kit/old.py': '' }));
const young = layerOf(kit('2.0', { 'kit/__init__.py': 'V = 2' }));

it('a function and layers that share nothing have no findings', async () => {
  const { findings } = await audit({ code: { 'handler.py': '' }, layers: [old, { 'python/own.py': 'x' }] });
  expect(findings).toEqual([]);
});

it('two versions of a package whose modules are mixed are an error', async () => {
  const { findings } = await audit({ layers: [old, young] });
  expect(briefly(findings)).toEqual(['error stack/several-versions python/kit-2.0.dist-info/']);
  expect(findings[0]?.message).toBe(
    'kit is in A (1.0) and in B (2.0): the merge mixes them, with 1 file of the earlier layers left (python/kit/old.py)',
  );
});

it('two versions are a warning if the later layer replaces all modules', async () => {
  const { findings } = await audit({ layers: [young, old] });
  expect(briefly(findings)).toEqual(['warning stack/several-versions python/kit-1.0.dist-info/']);
  expect(findings[0]?.message).toContain('the modules are those of 1.0, but importlib.metadata may report');
});

it('tests of another version that remain do not count as mixed modules', async () => {
  const tested = layerOf(kit('1.0', { 'kit/__init__.py': 'V = 1', 'kit/tests/test_kit.py': '' }));
  const { findings } = await audit({ layers: [tested, young] });
  expect(briefly(findings)).toEqual(['warning stack/several-versions python/kit-2.0.dist-info/']);
});

it('site-packages of a layer hides another version in python/, whatever their order is', async () => {
  const site = Object.fromEntries(
    Object.entries(old).map(([path, text]) => [
      path.replace('python/', 'python/lib/python3.12/site-packages/'),
      text,
    ]),
  );
  for (const layers of [
    [site, young],
    [young, site],
  ])
    expect(briefly((await audit({ layers })).findings)).toEqual([
      'warning stack/hidden-version python/lib/python3.12/site-packages/kit-1.0.dist-info/',
    ]);
});

it('a function hides another version of a layer’s package, and layers that need that version are an error', async () => {
  const code = atRoot(young);
  const { findings } = await audit({ code, layers: [{ ...old, ...needsKit('<2') }] });
  expect(briefly(findings)).toEqual([
    'error stack/requirement-mismatch python/user-1.0.dist-info/METADATA',
    'warning stack/hidden-version kit-2.0.dist-info/',
  ]);
  expect(findings[0]?.message).toBe('user 1.0 of A requires kit <2; Python imports kit 2.0 of function');
  expect((await audit({ code: atRoot(old), layers: [old] })).findings).toEqual([]);
});

it('a requirement is met by the version that the last layer brings', async () => {
  const user = needsKit('>=2');
  const wanted = ['error stack/several-versions python/kit-2.0.dist-info/'];
  expect(briefly((await audit({ layers: [old, user, young] })).findings)).toEqual(wanted);
  expect(briefly((await audit({ layers: [user, young, old] })).findings)).toEqual([
    'error stack/requirement-mismatch python/user-1.0.dist-info/METADATA',
    'warning stack/several-versions python/kit-1.0.dist-info/',
  ]);
});

it('requirements of a hidden version do not count', async () => {
  const hidden = layerOf(kit('1.0', { 'kit/__init__.py': '' }, ['Requires-Dist: gone']));
  const { findings } = await audit({ code: atRoot(young), layers: [hidden] });
  expect(briefly(findings)).toEqual(['warning stack/hidden-version kit-2.0.dist-info/']);
});

it('a requirement that another layer, the runtime or code without metadata meets is not missing', async () => {
  const user = layerOf({
    name: 'user',
    files: { 'user/__init__.py': '' },
    metadata: ['kit', 'boto3', 'vendored', 'other; python_version < "3.9"'].map(
      (line) => `Requires-Dist: ${line}`,
    ),
  });
  const code = { 'vendored/__init__.py': '' };
  expect((await audit({ code, layers: [user, young] })).findings).toEqual([]);
  const { findings } = await audit({ layers: [young, user] });
  expect(briefly(findings)).toEqual(['error stack/requirement-missing python/user-1.0.dist-info/METADATA']);
  expect(findings[0]?.message).toBe(
    'vendored is in no zip of the stack but required by user 1.0 (vendored) of B',
  );
});

it('files with the same content are a note, and those of one package in one version a warning', async () => {
  const same = layerOf(kit('1.0', { 'kit/__init__.py': 'V = 1', 'kit/old.py': '# patched' }));
  const { findings } = await audit({ layers: [old, same] });
  expect(briefly(findings)).toEqual([
    'warning stack/overwritten python/kit/old.py',
    'note stack/overwritten python/',
  ]);
  expect(findings.map(({ message }) => message)).toEqual([
    'B overwrites python/kit/old.py of A with different content (kit 1.0)',
    'B overwrites 3 files (python/kit-1.0.dist-info/METADATA, python/kit-1.0.dist-info/RECORD, python/kit/__init__.py) of A with the same content',
  ]);
});

it('a file of another package is an error, except among tests, and a file of own code is a warning', async () => {
  const one = layerOf({ name: 'one', files: { 'shared.py': '1', 'tests/__init__.py': '1' } });
  const two = layerOf({ name: 'two', files: { 'shared.py': '2', 'tests/__init__.py': '2' } });
  expect(briefly((await audit({ layers: [one, two] })).findings)).toEqual([
    'error stack/overwritten python/shared.py',
    'warning stack/overwritten python/tests/__init__.py',
  ]);
  const own = { 'python/shared.py': '3' };
  expect(briefly((await audit({ layers: [one, own] })).findings)).toEqual([
    'warning stack/overwritten python/shared.py',
  ]);
});

it('a file in the place of a folder is an error', async () => {
  const layers = [{ 'python/own/a.py': '' }, { 'python/own': 'text' }];
  for (const order of [layers, layers.toReversed()])
    expect(briefly((await audit({ layers: order })).findings)).toEqual(['error stack/path-clash python/own']);
});

it('a module of a function hides the one of a layer', async () => {
  const layers = [{ 'python/kit.py': '' }, { 'python/kit/__init__.py': '', 'python/shared/b.py': '' }];
  const { findings } = await audit({ code: { 'kit.py': 'x', 'shared/a.py': '' }, layers });
  expect(briefly(findings)).toEqual(['warning stack/hidden-module -']);
  expect(findings[0]?.message).toMatch(/^the function’s kit hides kit of A, B:/);
});

const bytecode = (flags: number) =>
  `\u0000\u0000\u0000\u0000${String.fromCharCode(flags)}\u0000\u0000\u0000code`;
const cached = (source: string, flags = 1, tag = 'cpython-312') => ({
  'python/own/__init__.py': source,
  [`python/own/__pycache__/__init__.${tag}.pyc`]: bytecode(flags),
});

it('unchecked bytecode of a source that a later layer replaces is an error', async () => {
  const later = { 'python/own/__init__.py': 'new' };
  const codes = async (files: StackedFiles) => (await audit(files)).findings.map(({ code }) => code);
  expect(await codes({ layers: [cached('old'), later] })).toEqual([
    'stack/stale-bytecode',
    'stack/overwritten',
  ]);
  expect(await codes({ layers: [cached('old', 3), later] })).toEqual(['stack/overwritten']);
  expect(await codes({ layers: [cached('old', 1, 'cpython-311'), later] })).toEqual(['stack/overwritten']);
  expect(await codes({ layers: [cached('new'), later] })).toEqual(['stack/overwritten']);
  expect(await codes({ layers: [later, cached('old')] })).toEqual(['stack/overwritten']);
});

it('more than five layers are an error', async () => {
  const layers = Array.from({ length: 6 }, (_, at) => ({ [`python/m${String(at)}.py`]: '' }));
  expect(briefly((await audit({ layers })).findings)).toEqual(['error stack/too-many-layers -']);
});

it('layers that are larger than Lambda allows only together are an error', async () => {
  const request = await writeStack(await scratch(), {
    layers: [{ 'python/a.py': '' }, { 'python/b.py': '' }],
  });
  const half = rawZip([{ name: 'python/big.dat', content: '', both: { unpacked: 131_072_001 } }]);
  for (const { zipPath } of request.layers) await writeFile(zipPath, half);
  const { findings } = await auditStack(await openStack(request));
  expect(findings.find(({ code }) => code === 'stack/too-large')).toMatchObject({
    severity: 'error',
    message:
      'the layers unpack to 262,144,002 bytes; Lambda allows 262,144,000 for a function and all its layers',
  });
});

it('a layer that was made for another target is a warning', async () => {
  const request = await writeStack(await scratch(), { layers: [young] });
  const targets = [{ runtime: 'python3.11', architecture: 'arm64' }] as const;
  const layers = request.layers.map((layer) => ({ ...layer, targets }));
  const { findings } = await auditStack(await openStack({ ...request, layers }));
  expect(briefly(findings)).toEqual(['warning stack/unfit-zip -']);
  expect(findings[0]?.message).toBe('A was made for python3.11/arm64, not for python3.12/x86_64');
});

it('a requirement that the layer’s own definition ignores is ignored with its reason', async () => {
  const stack = await openStack(
    await writeStack(await scratch(), { layers: [{ ...old, ...needsKit('>=2') }] }),
  );
  const ignored = (message: string) => [
    {
      finding: { code: 'metadata/requirement-mismatch', severity: 'error', message, hint: '' } as const,
      reason: 'works with 1.0',
    },
  ];
  const withIgnored = (message: string) => ({
    ...stack,
    layers: stack.layers.map((zip) => ({ ...zip, ignored: ignored(message) })),
  });
  const known = await auditStack(withIgnored('user 1.0 requires kit >=2; the layer has kit 1.0'));
  expect(known.findings).toEqual([]);
  expect(known.ignored).toMatchObject([
    { finding: { code: 'stack/requirement-mismatch' }, reason: 'works with 1.0' },
  ]);
  const other = await auditStack(withIgnored('user 1.0 requires kit >=3; the layer has kit 1.0'));
  expect(briefly(other.findings)).toEqual([
    'error stack/requirement-mismatch python/user-1.0.dist-info/METADATA',
  ]);
});

it('a layer that cannot work alone is an error, but not for what another layer may have', async () => {
  const { findings } = await audit({ layers: [{ 'build/python/own/__init__.py': 'x' }, young] });
  expect(briefly(findings)).toEqual(['error stack/unfit-zip -']);
  expect(findings[0]?.message).toMatch(/^A has 1 error of its own on python3\.12\/x86_64: build\/python\/: /);
  expect((await audit({ layers: [needsKit(''), young] })).findings).toEqual([]);
});

it('rules of function.json with a code of a stack apply, and others are left to the function’s build', async () => {
  const ignore = [
    { code: 'stack/several-versions', package: 'kit', reason: 'tested together' },
    { code: 'stack/hidden-module', reason: 'on purpose' },
    { code: 'shadowing/runtime', reason: 'pinned' },
  ] as const;
  const { findings, ignored, staleRules } = await audit({ layers: [old, young], ignore });
  expect(findings).toEqual([]);
  expect(ignored.map(({ reason }) => reason)).toEqual(['tested together']);
  expect(staleRules).toEqual([ignore[1]]);
});
