import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { LayerArtifact } from '@layerkit/artifact';
import { targetsOf, type LayerDefinition } from '@layerkit/artifact/definition';
import { findInterpreter, openEnvironment } from '@layerkit/execution-environment';
import { runtimes, type Runtime } from '@layerkit/platform-resolution';
import { bytecodeMagic, runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, tinyWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { verifyLayer } from '@layerkit/verification';
import { readZipFile } from '@layerkit/zip';
import { lockedProject } from '../test/locked-project.ts';
import { checked } from '../test/own-layer.ts';
import { buildLayer, type BuildLayerRequest } from './build-layer.ts';
import { recordImports } from './record-imports.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const alpha = await tinyWheel({
  project: 'alpha',
  files: {
    'alpha/__init__.py': 'from . import used\nimport beta\n',
    'alpha/used.py': 'VALUE = "used"\n'.repeat(20),
    'alpha/unused.py': 'VALUE = "unused"\n',
    'alpha/templates/module.py': 'class {{ name }}: pass\n',
    'alpha/__pycache__/used.cpython-312.pyc': Buffer.alloc(500, 1),
  },
});
const beta = await tinyWheel({ project: 'beta', files: { 'beta.py': 'import own\nVERSION = 2\n' } });

const own = { 'src/own.py': 'X = 1\n', 'src/größe/__init__.py': 'Y = 2\n' };

const setUp = async (fields: Readonly<Record<string, unknown>> = {}): Promise<BuildLayerRequest> => {
  const folder = await scratch();
  const wheels = [alpha, beta];
  const server = await serve({ files: wheels });
  const project = await lockedProject(folder, wheels, { sources: 'src', ...fields });
  await writeTree(project.projectRoot, own);
  const env = { ...process.env, UV_DEFAULT_INDEX: server.url };
  return { ...project, store: openStore({ directory: join(folder, 'store') }), env };
};

const imported = { bytecode: 'imported', entryModules: ['alpha'] };

const record = (request: BuildLayerRequest) =>
  recordImports({ ...request, targets: targetsOf(request.definition) });

const compiledIn = ({ zipPath }: LayerArtifact): readonly string[] =>
  readZipFile(zipPath, () => undefined)
    .entries.map(({ name }) => name)
    .filter((name) => name.endsWith('.pyc'));

const all = [
  'python/__pycache__/beta.cpython-312.pyc',
  'python/__pycache__/own.cpython-312.pyc',
  'python/alpha/__pycache__/__init__.cpython-312.pyc',
  'python/alpha/__pycache__/unused.cpython-312.pyc',
  'python/alpha/__pycache__/used.cpython-312.pyc',
  'python/größe/__pycache__/__init__.cpython-312.pyc',
];

it('“all” adds the bytecode of each module, in sorted order, and names modules that do not compile', async () => {
  const { artifact } = await buildLayer(await setUp({ bytecode: 'all' }));
  expect(compiledIn(artifact)).toEqual(all);
  const names = readZipFile(artifact.zipPath, () => undefined).entries.map(({ name }) => name);
  expect(names).toEqual([...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const oracle = 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())';
  const { stdout } = await promisify(execFile)('python3', ['-c', oracle, artifact.zipPath]);
  expect(stdout).toBe('None\n');
  const { bytecode, packages, zip } = artifact.manifest;
  expect(bytecode?.notCompiled).toEqual(['python/alpha/templates/module.py']);
  expect(bytecode).toMatchObject({ mode: 'all', files: 6 });
  expect(bytecode?.interpreter).toBe(`CPython ${(await findInterpreter('python3.12')).version}`);
  expect(packages.map((one) => one.bytecode?.files)).toEqual([3, 1]);
  const unpacked = readZipFile(artifact.zipPath, () => undefined).entries.reduce(
    (sum, one) => sum + one.unpackedBytes,
    0,
  );
  expect(unpacked).toBe(zip.unpackedBytes);
});

it('the size of a package includes its bytecode, which is also listed separately', async () => {
  const none = (await buildLayer(await setUp())).artifact.manifest;
  const some = (await buildLayer(await setUp({ bytecode: 'all' }))).artifact.manifest;
  expect(none.bytecode).toBeUndefined();
  for (const [index, one] of some.packages.entries()) {
    const before = none.packages[index];
    expect(one.zippedBytes - (one.bytecode?.zippedBytes ?? 0)).toBe(before?.zippedBytes);
    expect(one.unpackedBytes - (one.bytecode?.unpackedBytes ?? 0)).toBe(before?.unpackedBytes);
  }
  expect(some.zip.bytes - (some.bytecode?.zippedBytes ?? 0)).toBe(none.zip.bytes);
  expect(some.zip.entries - none.zip.entries).toBe(6);
});

it('the audit has no findings about bytecode that no RECORD names', async () => {
  const none = (await buildLayer(await setUp())).artifact.manifest;
  const some = (await buildLayer(await setUp({ bytecode: 'all' }))).artifact.manifest;
  expect(none.audit).toBeDefined();
  expect(some.audit).toEqual(none.audit);
});

it('“imported” compiles the recorded imports of the entry modules', async () => {
  const request = await setUp(imported);
  const [recorded] = await record(request);
  expect(recorded).toMatchObject({ written: true, list: { target: request.target } });
  expect(recorded?.list.files).toEqual(['alpha/__init__.py', 'alpha/used.py', 'beta.py', 'own.py']);
  const { artifact } = await buildLayer(request);
  expect(compiledIn(artifact)).toEqual(all.filter((name) => !/unused|größe/.test(name)));
  expect(await record(request)).toMatchObject([{ written: false }]);
});

it('one list works for both architectures and ignores files that a layer does not have', async () => {
  const request = await setUp({ ...imported, architectures: ['x86_64', 'arm64'] });
  const [recorded] = await record(request);
  const lock = await readFile(join(request.projectRoot, 'lock/python3.12-x86_64.txt'), 'utf8');
  expect(recorded?.path).toBe(join(request.projectRoot, 'lock/python3.12.imports.txt'));
  expect(lock).toContain('alpha');
  const path = recorded?.path ?? '';
  await writeFile(path, `${await readFile(path, 'utf8')}only/elsewhere.py\r\n`);
  const { artifact } = await buildLayer(request);
  expect(artifact.manifest.bytecode?.files).toBe(4);
});

it('build fails if the list is missing, damaged, or from other entry modules or another lock', async () => {
  const request = await setUp(imported);
  const build = (definition: Partial<LayerDefinition> = {}) =>
    failureOf(buildLayer({ ...request, definition: { ...request.definition, ...definition } }));
  expect(await build()).toMatchObject({ code: 'imports/missing' });
  const [recorded] = await record(request);
  const path = recorded?.path ?? '';
  expect(await build({ entryModules: ['alpha', 'beta'] })).toMatchObject({ code: 'imports/stale' });
  const other = await lockedProject(await scratch(), [alpha], { sources: 'src', ...imported });
  await writeTree(other.projectRoot, { ...own, 'lock/python3.12.imports.txt': await readFile(path, 'utf8') });
  expect(await failureOf(buildLayer({ ...request, ...other }))).toMatchObject({ code: 'imports/stale' });
  await writeFile(path, (await readFile(path, 'utf8')).replace('# target:', '# targets:'));
  expect(await build()).toMatchObject({ code: 'imports/invalid' });
});

it('the error names an entry module that fails to import and its exception', async () => {
  const request = await setUp({ ...imported, entryModules: ['alpha', 'not_there'] });
  const failure = await failureOf(record(request));
  expect(failure).toMatchObject({
    code: 'imports/failed',
    problems: ["not_there: ModuleNotFoundError: No module named 'not_there'"],
  });
});

it('an entry module that writes the answer of the interpreter and exits fails', async () => {
  const request = await setUp({ ...imported, entryModules: ['forges'] });
  const forging = `import os
for descriptor in range(3, 64):
    try: os.write(descriptor, b'{"files": [], "failed": []}')
    except OSError: pass
os._exit(0)`;
  await writeTree(request.projectRoot, { 'src/forges.py': forging });
  expect(await failureOf(record(request))).toMatchObject({
    code: 'imports/failed',
    problems: ['code of the layer wrote to the answer of the interpreter'],
  });
});

it('recording fails if the host cannot run the target or there are no entry modules', async () => {
  const request = await setUp({ bytecode: 'all' });
  const architecture = process.arch === 'arm64' ? 'x86_64' : 'arm64';
  const targets = [{ ...request.target, architecture }] as const;
  expect(await failureOf(recordImports({ ...request, targets }))).toMatchObject({
    code: 'environment/not-runnable',
    problems: [expect.stringContaining(`needs an ${architecture} processor`)],
  });
  expect(await failureOf(record(request))).toMatchObject({ code: 'definition/invalid' });
});

const here: Runtime[] = [];
for (const runtime of runtimes)
  if ((await findInterpreter(runtime).catch(() => undefined)) !== undefined) here.push(runtime);

/** Reports the files that an import opens, their modes, and whether it compiles anything. */
const watching = [
  'import sys',
  'opened, compiled = [], []',
  'def hook(event, args):',
  '  if event == "open" and "/pkg/" in str(args[0]): opened.append([str(args[0]), args[2]])',
  '  if event == "compile": compiled.append(str(args[1]))',
  'sys.addaudithook(hook)',
  'import pkg.part',
  'seen, made = list(opened), list(compiled)',
  'import json, os',
  'writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT',
  'print(json.dumps({"value": pkg.part.VALUE, "cached": pkg.part.__spec__.cached, "compiled": made,',
  '  "opened": [path for path, _ in seen], "written": [path for path, flags in seen if flags & writes]}))',
].join('\n');

it.each(here)(
  '%s uses the compiled modules, reads no source and writes nothing',
  async (runtime) => {
    const folder = await scratch();
    const project = await lockedProject(folder, [], { sources: 'src', bytecode: 'all', runtimes: [runtime] });
    await writeTree(project.projectRoot, {
      'src/pkg/__init__.py': 'from . import part\n',
      'src/pkg/part.py': 'VALUE = "as built"\n',
    });
    const target = { ...project.target, runtime };
    const { artifact } = await buildLayer({ ...project, target });
    const tree = join(folder, 'tree');
    await mkdir(tree);
    await promisify(execFile)('unzip', ['-q', artifact.zipPath, '-d', tree]);
    // unchecked bytecode is used even if the source has changed
    await writeFile(join(tree, 'python/pkg/part.py'), 'VALUE = "changed later"\n');
    const interpreter = await findInterpreter(runtime);
    const environment = await openEnvironment({ target, interpreter, layers: [tree] });
    try {
      const { child } = environment.spawn(['-c', watching]);
      const compiledFolder = `${environment.paths.opt}/python/pkg/__pycache__`;
      const tag = `cpython-${runtimeFacts(runtime).pythonVersion.replace('.', '')}`;
      const cached = `${compiledFolder}/part.${tag}.pyc`;
      expect(JSON.parse(await text(child.stdout ?? Readable.from([])))).toEqual({
        value: 'as built',
        cached,
        compiled: [],
        opened: [`${compiledFolder}/__init__.${tag}.pyc`, cached],
        written: [],
      });
    } finally {
      await environment.close();
    }
    expect(checked(await verifyLayer({ artifact })).status).toBe('passed');
  },
  60_000,
);

it('verify uses bytecode as Lambda does, so broken bytecode fails', async () => {
  const folder = await scratch();
  const project = await lockedProject(folder, [], { sources: 'src', bytecode: 'all' });
  await writeTree(project.projectRoot, { 'src/own.py': 'X = 1\n' });
  const { artifact } = await buildLayer(project);
  const broken =
    'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n  z.writestr("python/own.py", "X = 1")\n  z.writestr("python/__pycache__/own.cpython-312.pyc", bytes.fromhex(sys.argv[2]) + b"broken")';
  const magic =
    'import importlib.util, sys; sys.stdout.write((importlib.util.MAGIC_NUMBER + b"\\1\\0\\0\\0" + bytes(8)).hex())';
  const { path } = await findInterpreter('python3.12');
  const { stdout } = await promisify(execFile)(path, ['-I', '-c', magic]);
  await promisify(execFile)(path, ['-I', '-c', broken, artifact.zipPath, stdout]);
  expect(checked(await verifyLayer({ artifact })).status).toBe('failed');
}, 60_000);

it('verify uses the bytecode of a wheel as Lambda does, so broken bytecode fails', async () => {
  const unchecked = Buffer.from('..\r\n\u0001\0\0\0........');
  unchecked.writeUInt16LE(bytecodeMagic('python3.12'));
  const files = {
    'gamma.py': 'X = 1\n',
    '__pycache__/gamma.cpython-312.pyc': Buffer.concat([unchecked, Buffer.from('broken')]),
  };
  const wheels = [await tinyWheel({ project: 'gamma', files })];
  const server = await serve({ files: wheels });
  const folder = await scratch();
  const project = await lockedProject(folder, wheels, { prune: [] });
  const env = { ...process.env, UV_DEFAULT_INDEX: server.url };
  const { artifact } = await buildLayer({ ...project, store: openStore({ directory: folder }), env });
  expect(compiledIn(artifact)).toEqual(['python/__pycache__/gamma.cpython-312.pyc']);
  expect(checked(await verifyLayer({ artifact })).status).toBe('failed');
}, 60_000);

it('equal inputs give equal bytes for any hash seed, time zone and umask', async () => {
  const request = await setUp({ bytecode: 'all' });
  const first = await buildLayer(request);
  await rm(request.outputRoot, { recursive: true });
  const umask = process.umask(0o077);
  const env = { ...request.env, PYTHONHASHSEED: '99', TZ: 'Asia/Tokyo', LC_ALL: 'C' };
  const second = await buildLayer({ ...request, env });
  process.umask(umask);
  expect(second.artifact.manifest).toEqual(first.artifact.manifest);
});

it('build fails without an interpreter of the target’s Python version', async () => {
  const request = await setUp({ bytecode: 'all' });
  const empty = await scratch();
  const env = { UV_DEFAULT_INDEX: request.env?.['UV_DEFAULT_INDEX'], PATH: empty, HOME: empty };
  const failure = await failureOf(buildLayer({ ...request, projectRoot: request.projectRoot, env }));
  expect(failure).toMatchObject({ code: 'environment/interpreter-not-found' });
});
