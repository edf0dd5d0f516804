import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readLayerArtifact, readRejectedLayer, rejectedDirectory } from '@layerkit/artifact';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { indexServers, type ServedFile, tinyWheel } from '@layerkit/testing-packages';
import { openStore } from '@layerkit/wheels/store';
import { lockedProject } from '../test/locked-project.ts';
import { buildLayer } from './build-layer.ts';

const scratch = temporaryFolders();
const serve = indexServers();

const alpha = await tinyWheel({
  project: 'alpha-tools',
  files: {
    'alpha/__init__.py': 'import beta\n',
    'alpha/tests/__init__.py': '',
    'alpha/tests/test_it.py': 'x = 1\n'.repeat(2000),
    'alpha/__pycache__/old.cpython-312.pyc': Buffer.alloc(500, 1),
    'alpha_tools-1.0.data/scripts/run': '#!python\n',
  },
});
const beta = await tinyWheel({ project: 'beta', version: '2.5', files: { 'beta.py': 'VERSION = 2\n' } });

/** A wheel that is larger than both and requires one of them. */
const gamma = await tinyWheel({
  project: 'gamma',
  requires: ['beta', 'alpha-tools; extra == "all"'],
  files: { 'gamma/__init__.py': randomBytes(4000).toString('hex') },
});

const entriesOf = async (zip: string): Promise<string[]> => {
  const list =
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print("\\n".join(z.namelist()))';
  const { stdout } = await promisify(execFile)('python3', ['-c', list, zip]);
  return stdout.trim().split('\n');
};

/** Creates a project that pins the wheels, an index that serves them, and an empty store. */
const setUp = async (wheels: readonly ServedFile[], fields: Readonly<Record<string, unknown>> = {}) => {
  const folder = await scratch();
  const server = await serve({ files: wheels });
  const store = openStore({ directory: join(folder, 'store') });
  const project = await lockedProject(folder, wheels, fields);
  return { ...project, store, server, env: { UV_DEFAULT_INDEX: server.url } };
};

it('wheels become a layer, and the manifest lists the included and the dropped files', async () => {
  const request = await setUp([alpha, beta], { description: 'What it is', licenseInfo: 'MIT' });
  const { artifact, fetched, warnings } = await buildLayer(request);
  expect([fetched, warnings]).toEqual([2, []]);
  expect(artifact.directory).toBe(join(request.outputRoot, 'python3.12-x86_64'));
  expect(await readLayerArtifact(artifact.directory)).toEqual(artifact);
  const distInfo = (name: string) =>
    ['METADATA', 'RECORD', 'WHEEL'].map((file) => `python/${name}.dist-info/${file}`);
  expect(await entriesOf(artifact.zipPath)).toEqual(
    [
      'python/alpha/__init__.py',
      ...distInfo('alpha_tools-1.0'),
      ...distInfo('beta-2.5'),
      'python/beta.py',
    ].sort(),
  );
  expect(artifact.manifest).toMatchObject({
    layerName: 'test-python3-12-x86_64',
    description: 'What it is',
    licenseInfo: 'MIT',
    target: { runtime: 'python3.12', architecture: 'x86_64' },
    zip: { file: 'layer.zip', entries: 8, sha256: await sha256OfFile(artifact.zipPath) },
    beforePruning: { entries: 11 },
    packages: [
      { name: 'alpha-tools', version: '1.0', wheel: alpha.fileName },
      { name: 'beta', version: '2.5' },
    ],
    pruned: [
      { rule: 'bytecode', files: [{ path: 'python/alpha/__pycache__/old.cpython-312.pyc' }] },
      { rule: 'tests', files: [{ package: 'alpha-tools' }, { path: 'python/alpha/tests/test_it.py' }] },
      { rule: 'stubs', files: [] },
    ],
    notInstalled: [{ path: 'alpha_tools-1.0.data/scripts/run' }],
  });
  expect(await readdir(join(request.outputRoot, '.building'))).toEqual([]);
});

it('a build from a full store needs no network and always gives the same bytes', async () => {
  const request = await setUp([alpha, beta]);
  const first = await buildLayer(request);
  await request.server.close();
  const second = await buildLayer({ ...request, outputRoot: join(await scratch(), 'elsewhere') });
  expect(second.fetched).toBe(0);
  expect(second.artifact.manifest).toEqual(first.artifact.manifest);
  expect(await readFile(second.artifact.zipPath)).toEqual(await readFile(first.artifact.zipPath));
});

it('a layer of own code needs no lock, store or index', async () => {
  const folder = await scratch();
  const project = await lockedProject(folder, [], { sources: 'src' });
  await writeTree(project.projectRoot, { 'src/own/__init__.py': 'x = 1\n', 'src/own/tests/test_x.py': '' });
  const { artifact } = await buildLayer({
    ...project,
    store: openStore({ directory: join(folder, 'none') }),
    offline: true,
  });
  expect(await entriesOf(artifact.zipPath)).toEqual(['python/own/__init__.py', 'python/own/tests/test_x.py']);
  expect(artifact.manifest).toMatchObject({ packages: [], beforePruning: { entries: 2 } });
});

it('build refuses own code that is a link out of the project, as files or as a Python project', async () => {
  for (const files of [
    { 'a.py': '' },
    { 'a.py': '', 'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n' },
  ]) {
    const folder = await scratch();
    const project = await lockedProject(folder, [], { sources: 'src' });
    await mkdir(project.projectRoot);
    await symlink(await writeTree(await scratch(), files), join(project.projectRoot, 'src'));
    const store = openStore({ directory: join(folder, 'none') });
    const { code, message } = await failureOf(buildLayer({ ...project, store, offline: true }));
    expect(code).toBe('source/invalid');
    expect(message).toBe(`${join(project.projectRoot, 'src')} is a link to a path outside the project`);
  }
});

it.each(['truncated', 'overwritten', 'emptied'])(
  'a stored wheel that is %s on disk is fetched again',
  async (damage) => {
    const request = await setUp([alpha, beta]);
    const { artifact } = await buildLayer(request);
    const [folder = ''] = await readdir(join(request.store.directory, 'wheels'));
    const [file = ''] = await readdir(join(request.store.directory, 'wheels', folder));
    const path = join(request.store.directory, 'wheels', folder, file);
    if (damage === 'truncated') await truncate(path, 100);
    else await writeFile(path, damage === 'emptied' ? '' : Buffer.alloc(1000));

    const offline = await failureOf(buildLayer({ ...request, offline: true }));
    expect(offline.code).toBe('store/wheels-missing');
    expect(offline.problems[0]).toContain('damaged');
    const again = await buildLayer(request);
    expect(again.fetched).toBe(1);
    expect(again.artifact.manifest).toEqual(artifact.manifest);
  },
);

it('build fails for a stale lock', async () => {
  const request = await setUp([alpha]);
  await writeTree(request.projectRoot, { 'requirements.in': 'alpha-tools\nbeta\n' });
  const error = await failureOf(buildLayer(request));
  expect(error.code).toBe('lock/stale');
  expect(request.server.requests).toEqual([]);
});

it('conflicting wheels leave the previous artifact in place', async () => {
  const request = await setUp([alpha]);
  const { artifact } = await buildLayer(request);
  const other = await tinyWheel({ project: 'other', files: { 'alpha/__init__.py': 'different\n' } });
  const conflict = await setUp([alpha, other]);
  const error = await failureOf(buildLayer({ ...conflict, outputRoot: request.outputRoot }));
  expect(error.code).toBe('archive/conflict');
  expect(await readLayerArtifact(artifact.directory)).toEqual(artifact);
});

describe('a layer over its budget', () => {
  const setUpTooLarge = () => setUp([alpha, beta, gamma], { budget: { zippedBytes: 500 } });

  it('fails, and the error names the largest packages, their dependents and the fix', async () => {
    const error = await failureOf(buildLayer(await setUpTooLarge()));
    expect(error.code).toBe('layer/budget-exceeded');
    expect(error.problems[0]).toMatch(/^gamma 1\.0: .* zipped$/);
    expect(error.problems.find((line) => line.startsWith('beta'))).toMatch(/ zipped; required by gamma$/);
    expect(error.hint).toMatch(
      /docs\/guides\/smaller-layer\.md\)\. .*npx layerkit inspect .*python3\.12-x86_64\/rejected\/layer\.zip$/,
    );
  });

  it('is kept as a rejected layer and does not count as an artifact', async () => {
    const request = await setUpTooLarge();
    const directory = join(request.outputRoot, 'python3.12-x86_64');
    await failureOf(buildLayer(request));
    const rejected = await readRejectedLayer(rejectedDirectory(directory));
    expect(rejected).toMatchObject({ code: 'layer/budget-exceeded', manifest: { packages: { length: 3 } } });
    expect(await entriesOf(rejected?.zipPath ?? '')).toContain('python/gamma/__init__.py');
    expect((await readdir(directory, { recursive: true })).sort()).toEqual([
      'rejected',
      'rejected/layer.zip',
      'rejected/rejection.json',
    ]);
    for (const place of [directory, rejectedDirectory(directory)])
      expect((await failureOf(readLayerArtifact(place))).code).toBe('artifact/missing');
  });

  it('has a hint with the caller’s command for inspecting it', async () => {
    const error = await failureOf(buildLayer({ ...(await setUpTooLarge()), wayIn: 'nx run it:inspect' }));
    expect(error.hint).toMatch(/ To inspect the rejected layer, run nx run it:inspect$/);
  });

  it('is deleted by the next successful build', async () => {
    const { definition, ...request } = await setUpTooLarge();
    const directory = join(request.outputRoot, 'python3.12-x86_64');
    await failureOf(buildLayer({ ...request, definition }));
    await writeFile(join(rejectedDirectory(directory), 'inspection.json'), '{}');
    await buildLayer({ ...request, definition: { ...definition, budget: undefined } });
    expect((await readdir(directory)).sort()).toEqual(['inputs.json', 'layer.zip', 'manifest.json']);
  });

  it('is ignored if its zip was changed', async () => {
    const request = await setUpTooLarge();
    const rejected = rejectedDirectory(join(request.outputRoot, 'python3.12-x86_64'));
    await failureOf(buildLayer(request));
    await truncate(join(rejected, 'layer.zip'), 100);
    expect(await readRejectedLayer(rejected)).toBeUndefined();
  });
});

it('the warning about a retired runtime is not in the manifest, because it depends on the date', async () => {
  const folder = await scratch();
  const target = { runtime: 'python3.9', architecture: 'arm64' } as const;
  const project = { ...(await lockedProject(folder, [], { sources: 'src' })), target };
  await writeTree(project.projectRoot, { 'src/own.py': '' });
  const { artifact, warnings } = await buildLayer(project);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('python3.9');
  expect(artifact.manifest.warnings).toEqual([]);
  expect(artifact.manifest.layerName).toBe('test-python3-9-arm64');
  await rm(folder, { recursive: true });
});

describe('the audit of the finished zip', () => {
  /** Creates a project whose own code contains a private key. */
  const withKey = async (fields: Readonly<Record<string, unknown>> = {}) => {
    const project = await lockedProject(await scratch(), [], { sources: 'src', ...fields });
    const key = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n-----END PRIVATE KEY-----\n';
    await writeTree(project.projectRoot, { 'src/own.py': '', 'src/a.pem': key, 'src/b.pem': key });
    return project;
  };

  it('fails the build for an error finding, groups equal ones, and leaves no artifact', async () => {
    const project = await withKey();
    const error = await failureOf(buildLayer(project));
    expect(error.code).toBe('audit/failed');
    expect(error.message).toContain('python3.12/x86_64: the audit found 1 error');
    expect(error.problems).toEqual([
      expect.stringMatching(
        /^2 times \(python\/a\.pem, python\/b\.pem\): contains a private key \(security\/credentials\)\. Remove it from the layer/,
      ),
    ]);
    const directory = join(project.outputRoot, 'python3.12-x86_64');
    expect(await readdir(directory)).toEqual(['rejected']);
    expect(await readRejectedLayer(rejectedDirectory(directory))).toMatchObject({ code: 'audit/failed' });
    expect(await readdir(join(project.outputRoot, '.building'))).toEqual([]);
  });

  it('lists ignored findings with their reasons, and warns about rules that match nothing', async () => {
    const ignore = [
      { code: 'security/credentials', path: 'python/?.pem', reason: 'keys of a public test server' },
      { code: 'binary/musl', package: 'alpha', reason: 'was there once' },
    ];
    const { artifact, warnings } = await buildLayer(await withKey({ audit: { ignore } }));
    const { manifest } = await readLayerArtifact(artifact.directory);
    expect(manifest.audit).toMatchObject({
      findings: [],
      ignored: ['python/a.pem', 'python/b.pem'].map((path) => ({
        finding: { code: 'security/credentials', severity: 'error', path },
        reason: 'keys of a public test server',
      })),
    });
    expect(warnings).toEqual([
      'audit.ignore in layer.json names binary/musl of alpha, but the audit found no such finding',
    ]);
  });

  it('records warnings and notes in the manifest without failing the build', async () => {
    const project = await lockedProject(await scratch(), [], { sources: 'src' });
    await writeTree(project.projectRoot, { 'src/own.py': '', 'src/own.pth': 'sub\n' });
    const { artifact } = await buildLayer(project);
    expect(artifact.manifest.audit?.findings).toMatchObject([
      { code: 'security/pth', severity: 'warning', path: 'python/own.pth' },
    ]);
  });
});
