import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readFunctionArtifact } from '@layerkit/artifact';
import { functionDefinitionSchema } from '@layerkit/artifact/definition';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeElf } from '@layerkit/testing-packages';
import { buildFunction } from './build-function.ts';

const scratch = temporaryFolders();

const setUp = async (
  files: Readonly<Record<string, string | Buffer>>,
  fields: Readonly<Record<string, unknown>> = {},
) => {
  const folder = await scratch();
  const projectRoot = await writeTree(join(folder, 'project'), files);
  const definition = functionDefinitionSchema.parse({
    functionName: 'test',
    runtime: 'python3.12',
    handler: 'app.handler.handle',
    ...fields,
  });
  return { projectRoot, definition, outputRoot: join(folder, 'dist') };
};

it('the sources are at the root of the function’s zip', async () => {
  const request = await setUp({ 'src/app/handler.py': 'def handle(e, c): ...\n', 'src/app/__init__.py': '' });
  const { artifact } = await buildFunction(request);
  expect(artifact.directory).toBe(join(request.outputRoot, 'python3.12-x86_64'));
  expect(await readFunctionArtifact(artifact.directory)).toEqual(artifact);
  expect(artifact.manifest).toMatchObject({
    functionName: 'test',
    zip: { file: 'function.zip', entries: 2, unpackedBytes: 22 },
  });
  expect((await buildFunction(request)).artifact.manifest).toEqual(artifact.manifest);
});

it.each([
  ['app/handler.py', 'handle = print'],
  ['app/handler/__init__.py', 'from .code import handle'],
  ['app/handler.cpython-312-x86_64-linux-gnu.so', makeElf({ needed: ['libc.so.6'] })],
])('the handler may be in %s', async (file, content) => {
  const { artifact } = await buildFunction(await setUp({ [`src/${file}`]: content }));
  expect(artifact.manifest.zip.entries).toBe(1);
});

it('build fails for a missing handler unless a layer may have it', async () => {
  const files = { 'src/app/other.py': '', 'src/app/handlers.py': '' };
  const error = await failureOf(buildFunction(await setUp(files)));
  expect(error.code).toBe('function/invalid');
  expect(error.problems).toEqual([
    'its handler “app.handler.handle” needs app/handler.py in src, and it has no layers; did you mean app.handlers.handle?',
  ]);
  expect(await buildFunction(await setUp(files, { layers: ['wrapper'] }))).toMatchObject({
    artifact: { manifest: {} },
  });
});

it('build warns about a PYTHONPATH that hides the layers', async () => {
  const files = { 'src/app/handler.py': 'def handle(e, c): ...' };
  const warningsOf = async (path: string, layers: readonly string[]) =>
    (await buildFunction(await setUp(files, { layers, environment: { PYTHONPATH: path } }))).warnings;
  expect(await warningsOf('/var/task/vendor', ['deps'])).toEqual([
    'environment.PYTHONPATH in function.json removes /opt/python from Python’s path, so modules of layers are not found; set it to /opt/python:/var/task/vendor',
  ]);
  expect(await warningsOf('/opt/python:/var/task/vendor', ['deps'])).toEqual([]);
  expect(await warningsOf('/var/task/vendor', [])).toEqual([]);
});

it('one error lists all problems', async () => {
  const files = { 'src/big.bin': Buffer.alloc(52_428_801) };
  const error = await failureOf(buildFunction(await setUp(files, { handler: 'handle' })));
  expect(error.problems).toHaveLength(2);
  expect(error.problems.join()).toMatch(/module\.function.*52428800/);
});

it('build refuses sources that contain its output', async () => {
  const request = await setUp({ 'app/handler.py': 'def handle(e, c): ...' }, { sources: '.' });
  const outputRoot = join(request.projectRoot, 'dist');
  const error = await failureOf(buildFunction({ ...request, outputRoot }));
  expect(error.code).toBe('source/invalid');
  expect(error.message).toContain(outputRoot);
  expect(
    (await buildFunction({ ...request, outputRoot: `${request.projectRoot}-dist` })).artifact.manifest,
  ).toMatchObject({
    zip: { entries: 1 },
  });
});

it('the manifest has the digest in base64, as openssl writes it', async () => {
  const { artifact } = await buildFunction(await setUp({ 'src/app/handler.py': 'def handle(e, c): ...' }));
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    'openssl dgst -sha256 -binary "$0" | base64',
    artifact.zipPath,
  ]);
  expect(artifact.manifest.codeSha256).toBe(stdout.trim());
});

it('if the project folder is the code, project files are left out and listed', async () => {
  const files = {
    'app/handler.py': 'def handle(e, c): ...',
    'function.json': '{}',
    'project.json': '{}',
    'app/notes.md': 'x',
  };
  const request = await setUp(files, { sources: '.', exclude: ['**/*.md'] });
  const { artifact, largest, leftOut } = await buildFunction(request);
  expect(largest).toEqual([{ name: 'app/handler.py', bytes: 21 }]);
  expect(leftOut).toEqual({
    ofProject: [
      { name: 'function.json', bytes: 2 },
      { name: 'project.json', bytes: 2 },
    ],
    excluded: [{ name: 'app/notes.md', bytes: 1 }],
    idle: [],
  });
  const { stdout } = await promisify(execFile)('unzip', ['-Z1', artifact.zipPath]);
  expect(stdout).toBe('app/handler.py\n');
  await writeTree(request.projectRoot, { 'function.json': '{"smoke":[]}', 'app/notes.md': 'y' });
  expect((await buildFunction(request)).artifact.manifest).toEqual(artifact.manifest);
});

it('an excluded handler counts as missing', async () => {
  const request = await setUp({ 'src/app/handler.py': '', 'src/b.py': '' }, { exclude: ['app'] });
  const error = await failureOf(buildFunction(request));
  expect(error.problems.join()).toContain('needs app/handler.py in src, where “exclude” leaves out app/');
});

it('build fails if the folder of sources does not exist', async () => {
  const error = await failureOf(buildFunction(await setUp({ 'README.md': '' })));
  expect(error.code).toBe('source/invalid');
});

it.each(['src', 'linked/code'])(
  'build refuses sources %s that lead out of the project by a link',
  async (sources) => {
    const outside = await writeTree(await scratch(), { 'code/app/handler.py': '' });
    const request = await setUp({}, { sources });
    await symlink(join(outside, 'code'), join(request.projectRoot, 'src'));
    await symlink(outside, join(request.projectRoot, 'linked'));
    const { code, message } = await failureOf(buildFunction(request));
    expect(code).toBe('source/invalid');
    expect(message).toBe(`${join(request.projectRoot, sources)} is a link to a path outside the project`);
  },
);

it('sources may be a link to another folder of the project', async () => {
  const request = await setUp({ 'real/app/handler.py': 'def handle(e, c): ...' });
  await symlink('real', join(request.projectRoot, 'src'));
  expect((await buildFunction(request)).artifact.manifest.zip.entries).toBe(1);
});
