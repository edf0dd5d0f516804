import { join } from 'node:path';
import { functionDefinitionSchema } from '@layerkit/artifact/definition';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeElf } from '@layerkit/testing-packages';
import { ownLayers } from '../test/own-layer.ts';
import { buildFunction } from './build-function.ts';
import { hiddenModules } from './function-code/hidden-modules.ts';

const scratch = temporaryFolders();
const ownLayer = ownLayers();

type Files = Readonly<Record<string, string | Buffer>>;

const works = { 'app.py': 'def handle(event, context): ...\n' };

const setUp = async (files: Files, fields: Readonly<Record<string, unknown>> = {}) => {
  const folder = await scratch();
  await writeTree(join(folder, 'project/src'), { ...works, ...files });
  const definition = functionDefinitionSchema.parse({
    functionName: 'test',
    runtime: 'python3.12',
    handler: 'app.handle',
    ...fields,
  });
  return { projectRoot: join(folder, 'project'), definition, outputRoot: join(folder, 'dist') };
};

const problemsOf = async (files: Files, fields?: Readonly<Record<string, unknown>>) => {
  const { code, problems } = await failureOf(buildFunction(await setUp(files, fields)));
  expect(code).toBe('audit/failed');
  return problems;
};

const findingsOf = async (files: Files, fields?: Readonly<Record<string, unknown>>) => {
  const { artifact } = await buildFunction(await setUp(files, fields));
  return artifact.manifest.audit?.findings.map(
    ({ severity, code, path }) => `${severity} ${code} ${path ?? '-'}`,
  );
};

const wrong: readonly (readonly [string, Files, RegExp])[] = [
  ['a module named as one of the standard library', { 'queue.py': '' }, /^queue\.py: .*\/var\/task comes/],
  [
    'a module for another processor',
    { '_m.cpython-311-x86_64-linux-gnu.so': makeElf({ needed: ['libc.so.6'] }) },
    /is built for x86_64; the target is arm64 \(binary\/wrong-architecture\)/,
  ],
  [
    'a module for another Python',
    { '_m.cpython-311-aarch64-linux-gnu.so': makeElf({ needed: ['libc.so.6'], machine: 183 }) },
    /is a module for cpython-311-.*\(binary\/wrong-python\)/,
  ],
  [
    'a Mach-O file',
    { 'tool.so': Buffer.from('cffaedfe0c000001000000000800000000000000000000000000000000000000', 'hex') },
    /is a binary for macOS \(arm64\)/,
  ],
  [
    'a missing library',
    { '_m.abi3.so': makeElf({ needed: ['libx.so.1'], machine: 183 }) },
    /needs libx\.so\.1; neither the function nor python3\.12 has it/,
  ],
  [
    'a handler’s module without the function',
    { 'app.py': 'def handel(event, context): ...' },
    /does not define handle, .*did you mean handel\?/,
  ],
];

it.each(wrong)('%s fails the build of a function', async (_, files, problem) => {
  expect(await problemsOf(files, { architecture: 'arm64' })).toEqual([expect.stringMatching(problem)]);
});

it.each([
  'async def handle(event, context): ...',
  'class handle: ...',
  'import x as handle',
  'from x import (\n  other,\n  handle,\n)',
  'handle = wrap(other)',
  'handle: Handler = wrap(other)',
  'one, handle = make()',
  'try:\n  from x import handle\nexcept ImportError: ...',
  'from x import *',
  'globals()["handle"] = 1',
  'def set_up():\n  global handle\n  handle = 1\nset_up()',
])('a handler is found in %j', async (source) => {
  expect(await findingsOf({ 'app.py': source })).toEqual([]);
});

it.each(['', 'def other():\n  handle = 1', '"""def handle(): ..."""', 'print(handle)', 'other == handle'])(
  'a handler is not found in %j',
  async (source) => {
    expect((await problemsOf({ 'app.py': source }))[0]).toContain('does not define handle');
  },
);

it('a requirements.txt is a warning, and a note for a function with layers', async () => {
  const files = { 'requirements.txt': '# web\nhttpx==0.28 # x\nboto3\n-r other.txt\n' };
  expect(await findingsOf(files)).toEqual(['warning structure/requirements-file requirements.txt']);
  expect(await findingsOf(files, { layers: ['web'] })).toEqual([
    'note structure/requirements-file requirements.txt',
  ]);
  expect(await findingsOf({ 'requirements.txt': 'boto3>=1\n' })).toEqual([]);
});

it('modules in python/, as in a layer, are a warning unless they are imported by that name', async () => {
  const files = { 'python/own.py': 'def main(): ...' };
  expect(await findingsOf(files)).toEqual(['warning structure/nested-root python/']);
  expect(await findingsOf({ ...files, 'app.py': 'from python.own import main as handle' })).toEqual([]);
  expect(await findingsOf(files, { handler: 'python.own.main' })).toEqual([]);
  expect(await findingsOf(files, { handler: 'python/own.main' })).toEqual([]);
});

it('a library at the root of a function is on LD_LIBRARY_PATH', async () => {
  const library = makeElf({ needed: ['libc.so.6'], soname: 'libown.so.1' });
  const module = { '_m.abi3.so': makeElf({ needed: ['libown.so.1'] }) };
  expect(await findingsOf({ ...module, 'libown.so.1': library })).toEqual([]);
  expect(await findingsOf({ ...module, 'lib/libown.so.1': library })).toEqual([]);
  expect(await findingsOf({ ...module, 'data/libown.so.1': library })).toEqual([
    'warning binary/unreachable-library _m.abi3.so',
  ]);
});

it('function.json ignores findings with a reason, and an unused rule is a warning', async () => {
  const rule = { code: 'shadowing/standard-library', path: 'queue.py', reason: 'never imported' };
  const { artifact, warnings } = await buildFunction(
    await setUp({ 'queue.py': '' }, { audit: { ignore: [rule, { ...rule, path: 'x.py' }] } }),
  );
  expect(artifact.manifest.audit).toMatchObject({ findings: [], ignored: [{ reason: 'never imported' }] });
  expect(warnings).toEqual([
    'audit.ignore in function.json names shadowing/standard-library at x.py, but the audit found no such finding',
  ]);
});

it('the modules of layers that a function hides are known', async () => {
  const layer = await ownLayer({ 'requests/__init__.py': '', 'shared/a.py': '', 'other.py': '' });
  const { artifact } = await buildFunction(await setUp({ 'requests.py': '', 'shared/b.py': '' }));
  expect(await hiddenModules(artifact, [layer])).toEqual([
    { module: 'requests', layer: layer.manifest.layerName },
  ]);
});
