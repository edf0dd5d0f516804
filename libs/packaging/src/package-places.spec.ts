import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { formatFailure } from '@layerkit/failure';
import { lockLayer } from '@layerkit/locking';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import {
  indexServers,
  testEnvironment,
  tinyWheel,
  type IndexServerOptions,
} from '@layerkit/testing-packages';
import { execa } from 'execa';
import { buildLayer } from './build-layer.ts';

/** Indexes that requirements name, for locking with uv and for fetching. The oracle is uv with the same files. */
const scratch = temporaryFolders();
const serve = indexServers();
const user = 'build@bot';
const secret = 'p:w/s3cret#1';
const credentials = `${user}:${secret}`;
const encoded = `${encodeURIComponent(user)}:${encodeURIComponent(secret)}`;
const withUser = (url: string, userinfo = encoded): string => url.replace('://', `://${userinfo}@`);

/** Two indexes that have `dep`: the public one in a newer version. */
const twoIndexes = async (options: Partial<IndexServerOptions> = {}) => {
  const wheels = async (...all: readonly (readonly [string, string, ...string[]])[]) =>
    Promise.all(all.map(([project, version, ...requires]) => tinyWheel({ project, version, requires })));
  const common = await wheels(['app', '1.0', 'dep'], ['dep', '1.0'], ['dep', '9.0'], ['other', '1.0']);
  const own = await wheels(['dep', '1.5'], ['dep', '2.0'], ['other', '0.1']);
  return {
    common: await serve({ files: common }),
    own: await serve({ files: own, credentials, ...options }),
  };
};

const layer = async (files: Readonly<Record<string, string>>, fields: object = {}) => {
  const folder = await scratch();
  const projectRoot = await writeTree(join(folder, 'project'), files);
  const target = parseTarget('python3.12/x86_64');
  const [requirements] = ['uv.lock', 'pyproject.toml', 'requirements.in'].filter((name) => name in files);
  const definition = layerDefinitionSchema.parse({
    layerName: 'x',
    runtimes: [target.runtime],
    requirements,
    ...fields,
  });
  return { folder, request: { projectRoot, definition, target, outputRoot: join(folder, 'dist') } };
};

type Layer = Awaited<ReturnType<typeof layer>>;

const environment = ({ folder }: Layer, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  testEnvironment({
    HOME: folder,
    USERPROFILE: folder,
    UV_CACHE_DIR: join(folder, 'cache'),
    LAYERKIT_STORE: join(folder, 'store'),
    ...more,
  });

/** Locks, then builds with an empty store. Returns the pins. No file contains the password. */
const lockAndBuild = async (made: Layer, env: NodeJS.ProcessEnv) => {
  const { lock, path } = await lockLayer({ ...made.request, env });
  const { fetched, artifact } = await buildLayer({
    ...made.request,
    env: { ...env, LAYERKIT_STORE: join(made.folder, 'store-of-build') },
  });
  expect(fetched).toBe(lock.packages.length);
  const manifest = await readFile(join(artifact.directory, 'manifest.json'), 'utf8');
  const written = `${await readFile(path, 'utf8')}${manifest}`;
  expect(written).not.toMatch(/s3cret|127\.0\.0\.1/);
  return lock.packages.map(({ name, version }) => `${name}==${version}`);
};

/** The pins of `uv lock` and `uv export` in the same folder. */
const exportedByUv = async (made: Layer, env: NodeJS.ProcessEnv): Promise<readonly string[]> => {
  const uv = (...args: readonly string[]) =>
    execa(env['LAYERKIT_UV'] ?? '', args, {
      cwd: made.request.projectRoot,
      env: { ...env, UV_PYTHON_DOWNLOADS: 'never' },
      extendEnv: false,
    });
  await uv('lock');
  const quiet = ['--no-hashes', '--no-header', '--no-annotate', '--no-emit-project', '--no-default-groups'];
  return (await uv('export', '--frozen', ...quiet)).stdout.trim().split('\n');
};

const pyproject = (dependencies: readonly string[], uv: string): string =>
  `[project]\nname = "layer"\nversion = "0"\nrequires-python = ">=3.11"\ndependencies = ${JSON.stringify(dependencies)}\n${uv}`;

const ownIndex = (url: string, more = ''): string =>
  `[[tool.uv.index]]\nname = "own-1"\nurl = "${url}"\n${more}`;
const fromOwn = '[tool.uv.sources]\ndep = { index = "own-1" }\n';
const ownCredentials = { UV_INDEX_OWN_1_USERNAME: user, UV_INDEX_OWN_1_PASSWORD: secret };

it('an explicit index has only its packages, as for uv, and is asked for nothing else', async () => {
  const { common, own } = await twoIndexes();
  const uv = ownIndex(own.url, 'explicit = true\n') + fromOwn;
  const made = await layer({ 'pyproject.toml': pyproject(['app', 'dep', 'other'], uv) });
  const env = environment(made, { UV_DEFAULT_INDEX: common.url, ...ownCredentials });
  const oracle = await exportedByUv(made, env);
  own.requests.splice(0);
  common.requests.splice(0);
  expect(await lockAndBuild(made, env)).toEqual(oracle);
  expect(oracle).toEqual(['app==1.0', 'dep==2.0', 'other==1.0']);
  expect(own.requests.filter((path) => !/\/dep[/-]/.test(path))).toEqual([]);
  expect(common.requests.filter((path) => /\/dep[/-]/.test(path))).toEqual([]);
});

it('a package comes from the first index that has it, as for uv, so a public package can’t replace a private one', async () => {
  const { common, own } = await twoIndexes();
  const made = await layer({ 'pyproject.toml': pyproject(['app', 'other'], ownIndex(own.url)) });
  const env = environment(made, { UV_DEFAULT_INDEX: common.url, ...ownCredentials });
  const oracle = await exportedByUv(made, env);
  expect(await lockAndBuild(made, env)).toEqual(oracle);
  expect(oracle).toEqual(['app==1.0', 'dep==2.0', 'other==0.1']);
});

it('an index with default = true is the main index unless a variable names one', async () => {
  const { common, own } = await twoIndexes();
  const made = await layer({ 'pyproject.toml': pyproject(['dep'], ownIndex(own.url, 'default = true\n')) });
  const env = environment(made, ownCredentials);
  expect(await lockAndBuild(made, env)).toEqual(await exportedByUv(made, env));
  const other = await layer({ 'pyproject.toml': pyproject(['dep'], ownIndex(own.url, 'default = true\n')) });
  const { lock } = await lockLayer({
    ...other.request,
    env: environment(other, { UV_DEFAULT_INDEX: common.url }),
  });
  expect(lock.packages.map(({ version }) => version)).toEqual(['9.0']);
});

it('each package of a uv.lock comes from its registry', async () => {
  const { common, own } = await twoIndexes();
  const uv = ownIndex(own.url, 'explicit = true\n') + fromOwn;
  const made = await layer({ 'pyproject.toml': pyproject(['app', 'dep', 'other'], uv), 'uv.lock': '' });
  const env = environment(made, { UV_DEFAULT_INDEX: common.url, ...ownCredentials });
  await execa('rm', [join(made.request.projectRoot, 'uv.lock')]);
  const oracle = await exportedByUv(made, env);
  expect(await lockAndBuild(made, environment(made, ownCredentials))).toEqual(oracle);
  expect(oracle).toContain('dep==2.0');
});

it('overrides are honored in a pyproject.toml and in a uv.lock, as uv does', async () => {
  const { common } = await twoIndexes();
  const uv = '[tool.uv]\noverride-dependencies = ["dep<5"]\nconstraint-dependencies = ["other<1"]\n';
  const files = { 'pyproject.toml': pyproject(['app', 'dep>5'], uv) };
  const made = await layer(files);
  const env = environment(made, { UV_DEFAULT_INDEX: common.url });
  const oracle = await exportedByUv(made, env);
  expect(oracle).toEqual(['app==1.0', 'dep==1.0']);
  expect(await lockAndBuild(made, env)).toEqual(oracle);
  const locked = await readFile(join(made.request.projectRoot, 'uv.lock'), 'utf8');
  const again = await layer({ ...files, 'uv.lock': locked });
  expect(await lockAndBuild(again, environment(again, { UV_DEFAULT_INDEX: common.url }))).toEqual(oracle);
});

it('-i and --extra-index-url of a requirements file name indexes, with variables, and are overridden by the environment', async () => {
  const { common, own } = await twoIndexes();
  const text = `-i ${common.url}\n--extra-index-url ${withUser(own.url, '${OWN_USER}:${OWN_TOKEN}')}\n--trusted-host 127.0.0.1\napp\ndep\n`;
  const made = await layer({ 'requirements.in': text });
  const variables = { OWN_USER: encodeURIComponent(user), OWN_TOKEN: encodeURIComponent(secret) };
  const env = environment(made, variables);
  const compiled = [
    'pip',
    'compile',
    'requirements.in',
    '--no-header',
    '--no-annotate',
    '--python-version',
    '3.12',
  ];
  const { stdout } = await execa(env['LAYERKIT_UV'] ?? '', compiled, {
    cwd: made.request.projectRoot,
    env,
    extendEnv: false,
  });
  expect(await lockAndBuild(made, env)).toEqual(
    stdout
      .trim()
      .split('\n')
      .filter((line) => line.includes('==')),
  );
  const { warnings, lock } = await lockLayer({ ...made.request, env });
  expect(lock.packages.map(({ version }) => version)).toEqual(['1.0', '2.0']);
  expect(warnings).toEqual([expect.stringContaining('--trusted-host is ignored')]);
  const empty = await serve({ files: [] });
  const error = await failureOf(lockLayer({ ...made.request, env: { ...env, UV_DEFAULT_INDEX: empty.url } }));
  expect(error.problems).toEqual([expect.stringContaining(empty.url)]);
  expect(formatFailure(error, { verbose: true })).not.toContain('s3cret');
});

it('credentials of a URL in a requirements file are not part of the lock’s digest', async () => {
  const own = await serve({ files: [await tinyWheel({ project: 'dep' })] });
  const digestOf = async (url: string) => {
    const made = await layer({ 'requirements.in': `-i ${url}\ndep\n` });
    return (await lockLayer({ ...made.request, env: environment(made, {}) })).lock.inputsDigest;
  };
  expect(await digestOf(withUser(own.url, 'me:one'))).toBe(await digestOf(own.url));
});

it('PIP_EXTRA_INDEX_URL and index-url of pip.conf are read, and additional indexes of pip.conf are named', async () => {
  const { common, own } = await twoIndexes();
  const made = await layer({ 'requirements.in': 'app\ndep\n' });
  const file = join(made.folder, 'pip.conf');
  await writeFile(file, `[global]\nindex-url = ${withUser(own.url)}\nextra-index-url =\n    ${common.url}\n`);
  const conf = { PIP_CONFIG_FILE: file };
  const error = await failureOf(lockLayer({ ...made.request, env: environment(made, conf) }));
  expect(error.code).toBe('lock/unknown-requirement');
  expect(error.hint).toContain(`${file} names places that layerkit asks only if UV_INDEX`);
  expect(formatFailure(error, { verbose: true })).not.toContain('s3cret');
  const env = environment(made, { ...conf, PIP_EXTRA_INDEX_URL: common.url });
  expect(await lockAndBuild(made, env)).toEqual(['app==1.0', 'dep==9.0']);
});

it.each(['json', 'html'] as const)(
  'files of an index without digests (%s) are hashed for the lock and found by name for the build',
  async (format) => {
    const { own } = await twoIndexes({ digests: false, format });
    const made = await layer({ 'requirements.in': 'dep<2\nother\n' });
    const env = environment(made, { UV_DEFAULT_INDEX: withUser(own.url) });
    expect(await lockAndBuild(made, env)).toEqual(['dep==1.5', 'other==0.1']);
    expect((await lockLayer({ ...made.request, env })).written).toBe(false);
    const changed = await tinyWheel({ project: 'dep', version: '1.5', files: { 'dep.py': 'other = 1\n' } });
    const other = await serve({
      files: [changed, await tinyWheel({ project: 'other', version: '0.1' })],
      digests: false,
    });
    const build = buildLayer({
      ...made.request,
      env: { ...env, UV_DEFAULT_INDEX: other.url, LAYERKIT_STORE: join(made.folder, 'store-2') },
    });
    expect((await failureOf(build)).code).toBe('store/download-failed');
  },
);
