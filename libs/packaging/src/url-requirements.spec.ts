import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { sha256Of } from '@layerkit/artifact/digest';
import { formatFailure } from '@layerkit/failure';
import { lockLayer } from '@layerkit/locking';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import {
  indexServers,
  inTreeProject,
  startGitServer,
  testEnvironment,
  tinySdist,
  tinyWheel,
} from '@layerkit/testing-packages';
import { buildLayer } from './build-layer.ts';

/** Requirements by URL, with the real uv, a server with credentials, and a real git repository over HTTP. */
const scratch = temporaryFolders();
const serve = indexServers();
const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
const credentials = 'bot:p4ss/w0rd';
const target = parseTarget('python3.12/x86_64');
const withUser = (url: string): string => url.replace('://', '://bot:p4ss%2Fw0rd@');

const setUp = async (requirement: string, fields: object = {}) => {
  const folder = await scratch();
  const projectRoot = await writeTree(join(folder, 'project'), { 'requirements.in': `${requirement}\n` });
  const definition = layerDefinitionSchema.parse({
    layerName: 'x',
    runtimes: [target.runtime],
    requirements: 'requirements.in',
    ...fields,
  });
  const index = await serve({ files: [await tinyWheel({ project: 'dep', version: '2.0' })] });
  const env = testEnvironment({
    UV_DEFAULT_INDEX: index.url,
    UV_CACHE_DIR: join(folder, 'cache'),
    LAYERKIT_STORE: join(folder, 'store'),
  });
  return {
    env,
    elsewhere: { ...env, LAYERKIT_STORE: join(folder, 'store-of-build') },
    request: { projectRoot, definition, target, outputRoot: join(folder, 'dist') },
  };
};

const lockAndBuild = async ({ env, elsewhere, request }: Awaited<ReturnType<typeof setUp>>) => {
  const { lock, path } = await lockLayer({ ...request, env });
  const { artifact } = await buildLayer({ ...request, env: elsewhere });
  const manifest = await readFile(join(artifact.directory, 'manifest.json'), 'utf8');
  expect(`${await readFile(path, 'utf8')}${manifest}`).not.toMatch(/p4ss|127\.0\.0\.1/);
  return lock.packages;
};

it('a wheel by URL is locked with its digest and fetched from its URL, with its dependencies from the index', async () => {
  const thing = await tinyWheel({ project: 'thing', version: '1.2', requires: ['dep'] });
  const { origin } = await serve({ files: [thing], credentials });
  const made = await setUp(`Thing @ ${withUser(origin)}/files/${thing.fileName}`);
  expect(await lockAndBuild(made)).toEqual([
    expect.objectContaining({ name: 'dep', version: '2.0' }),
    { name: 'thing', version: '1.2', sha256: sha256Of(thing.bytes) },
  ]);
});

it('a wheel by URL whose bytes have changed is not built', async () => {
  const thing = await tinyWheel({ project: 'thing' });
  const files = [thing];
  const { origin } = await serve({ files });
  const { env, elsewhere, request } = await setUp(`thing @ ${origin}/files/${thing.fileName}`);
  await lockLayer({ ...request, env });
  files[0] = { ...thing, bytes: Buffer.from('other') };
  const error = await failureOf(buildLayer({ ...request, env: elsewhere }));
  expect(error.code).toBe('store/download-failed');
});

it('a wheel by URL that does not run on the target is refused', async () => {
  const thing = await tinyWheel({ project: 'thing', tag: 'cp312-cp312-win_amd64' });
  const { origin } = await serve({ files: [thing] });
  const { env, request } = await setUp(`thing @ ${origin}/files/${thing.fileName}`);
  const error = await failureOf(lockLayer({ ...request, env }));
  expect(error.code).toMatch(/^lock\//);
  expect(formatFailure(error)).toContain('thing');
});

it('a source distribution by URL is locked and built if layer.json allows it, else the error has the line to paste', async () => {
  const sdist = await tinySdist({ project: 'thing', files: inTreeProject('thing', 'py3-none-any') });
  const { origin } = await serve({ files: [sdist], credentials });
  const requirement = `thing @ ${withUser(origin)}/files/${sdist.fileName}`;
  const { env, request } = await setUp(requirement);
  const error = await failureOf(lockLayer({ ...request, env }));
  expect(error.code).toBe('lock/no-wheel');
  expect(error.problems).toEqual(['requirements.in:1: thing is a source distribution, not a wheel']);
  expect(error.hint).toContain('set "allowBuild": ["thing"] in layer.json');
  const made = await setUp(requirement, { allowBuild: ['thing'] });
  expect(await lockAndBuild(made)).toEqual([
    { name: 'thing', version: '1.0', sha256: sha256Of(sdist.bytes), from: 'sdist' },
  ]);
});

const repository = async (
  files = inTreeProject('thing', 'py3-none-any'),
  more: { credentials?: string } = {},
) => {
  const server = await startGitServer({ folder: await scratch(), files, ...more });
  open.push(server);
  return server;
};

it('a commit of a repository is locked through its files and built, with the same digest on every machine', async () => {
  const { url, commit } = await repository(undefined, { credentials });
  const requirement = `thing @ git+${withUser(url)}@${commit}`;
  const [first, second] = [
    await setUp(requirement, { allowBuild: ['thing'] }),
    await setUp(requirement, { allowBuild: ['thing'] }),
  ];
  const pins = await lockAndBuild(first);
  expect(pins).toEqual([
    { name: 'thing', version: '1.0', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), from: 'sdist' },
  ]);
  expect(await lockAndBuild(second)).toEqual(pins);
});

it('a project in a folder of a repository is built', async () => {
  const files = Object.entries(inTreeProject('thing', 'py3-none-any'));
  const below = Object.fromEntries(files.map(([path, text]) => [`packages/thing/${path}`, text]));
  const { url, commit } = await repository({ 'README.md': 'x', ...below });
  const way = `thing @ git+${url}@${commit}#subdirectory=packages/`;
  const made = await setUp(`${way}thing`, { allowBuild: ['thing'] });
  expect(await lockAndBuild(made)).toHaveLength(1);
  for (const wrong of ['none', '../../..']) {
    const { env, request } = await setUp(`${way}${wrong}`, { allowBuild: ['thing'] });
    expect((await failureOf(lockLayer({ ...request, env }))).message).toContain('has no folder');
  }
});

it.each(['', '@main', '@v1'])(
  'the ref “%s” is refused, and the hint has the commit to write',
  async (ref) => {
    const { url, commit } = await repository();
    const { env, request } = await setUp(`thing @ git+${url}${ref}`, { allowBuild: ['thing'] });
    const error = await failureOf(lockLayer({ ...request, env }));
    expect(error.code).toBe('requirements/invalid');
    expect(error.hint).toMatch(`Write “@${commit}” after the path of the URL`);
  },
);

it('an error of git and a refused repository show no credentials', async () => {
  const { url, commit } = await repository(undefined, { credentials: 'someone:else' });
  const requirement = `thing @ git+${withUser(url)}@${commit}`;
  for (const fields of [{}, { allowBuild: ['thing'] }]) {
    const { env, request } = await setUp(requirement, fields);
    const error = await failureOf(lockLayer({ ...request, env }));
    expect(error.code).toBe('allowBuild' in fields ? 'index/unreachable' : 'lock/no-wheel');
    expect(formatFailure(error, { verbose: true })).not.toMatch(/p4ss|w0rd/);
  }
});
