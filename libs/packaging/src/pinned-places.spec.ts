import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { lockLayer } from '@layerkit/locking';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { indexServers, testEnvironment, tinyWheel, type ServedFile } from '@layerkit/testing-packages';
import { buildLayer } from './build-layer.ts';

/** The indexes that a poetry.lock, Pipfile.lock or pylock.toml names, for locking with uv and for fetching. */
const scratch = temporaryFolders();
const serve = indexServers();
const [user, secret] = ['build', 's3cret#1'];

/** A public index with `app`, and a private one with `dep`, which the public one has too. */
const twoIndexes = async () => {
  const [app, dep, foreign] = await Promise.all([
    tinyWheel({ project: 'app', version: '1.0' }),
    tinyWheel({ project: 'dep', version: '2.0', files: { 'dep/__init__.py': 'OWN = True' } }),
    tinyWheel({ project: 'dep', version: '2.0' }),
  ]);
  const common = await serve({ files: [app, foreign] });
  const own = await serve({ files: [dep], credentials: `${user}:${secret}` });
  return { app, dep, common, own };
};

type Indexes = Awaited<ReturnType<typeof twoIndexes>>;

const hashOf = ({ bytes }: ServedFile): string => `sha256:${sha256Of(bytes)}`;

/** The fields of a package, by the name of its file. */
const nameOf = ({ fileName }: ServedFile): string => {
  const [name = '', version = ''] = fileName.split('-');
  return `name = "${name}"\nversion = "${version}"`;
};

const poetryLock = ({ app, dep, own }: Indexes): string => {
  const packageOf = (file: ServedFile, source = '') =>
    `[[package]]\n${nameOf(file)}\ngroups = ["main"]\nfiles = [{file = "${file.fileName}", hash = "${hashOf(file)}"}]\n${source}`;
  const source = `[package.source]\ntype = "legacy"\nurl = "${own.url}"\nreference = "own-1"\n`;
  return `${packageOf(app)}${packageOf(dep, source)}[metadata]\nlock-version = "2.1"\npython-versions = ">=3.11"\n`;
};

const pipfileLock = ({ app, dep, own, common }: Indexes): string =>
  JSON.stringify({
    _meta: {
      'pipfile-spec': 6,
      sources: [
        { name: 'common', url: common.url, verify_ssl: true },
        { name: 'own', url: own.url.replace('://', '://${OWN_USER}:${OWN_TOKEN}@'), verify_ssl: true },
      ],
    },
    default: {
      app: { hashes: [hashOf(app)], version: '==1.0' },
      dep: { hashes: [hashOf(dep)], index: 'own', version: '==2.0' },
    },
  });

const pylock = ({ app, dep, own, common }: Indexes): string => {
  const packageOf = (file: ServedFile, index: string) =>
    `[[packages]]\n${nameOf(file)}\nindex = "${index}"\nwheels = [{name = "${file.fileName}", url = "https://nowhere.invalid/${file.fileName}", hashes = {sha256 = "${sha256Of(file.bytes)}"}}]\n`;
  const userinfo = `${user}:${encodeURIComponent(secret)}`;
  return `lock-version = "1.0"\ncreated-by = "uv"\n${packageOf(app, common.url)}${packageOf(dep, own.url.replace('://', `://${userinfo}@`))}`;
};

const credentials = { OWN_USER: user, OWN_TOKEN: encodeURIComponent(secret) };
const named = { UV_INDEX_OWN_1_USERNAME: user, UV_INDEX_OWN_1_PASSWORD: secret };

it.each([
  ['poetry.lock', poetryLock, ({ common }: Indexes) => ({ ...named, UV_DEFAULT_INDEX: common.url })],
  ['Pipfile.lock', pipfileLock, () => credentials],
  ['pylock.toml', pylock, () => ({})],
])('each package of a %s comes from its index', async (file, textOf, variables) => {
  const indexes = await twoIndexes();
  const folder = await scratch();
  const projectRoot = await writeTree(join(folder, 'project'), { [file]: textOf(indexes) });
  const target = parseTarget('python3.12/x86_64');
  const definition = layerDefinitionSchema.parse({
    layerName: 'x',
    runtimes: [target.runtime],
    requirements: file,
  });
  const env = testEnvironment({ HOME: folder, USERPROFILE: folder, ...variables(indexes) });
  const storeIn = (name: string) => ({
    ...env,
    UV_CACHE_DIR: join(folder, 'cache'),
    LAYERKIT_STORE: join(folder, name),
  });
  const request = { projectRoot, definition, target, outputRoot: join(folder, 'dist') };
  const { lock, path } = await lockLayer({ ...request, env: storeIn('store') });
  expect(lock.packages.map(({ name, version }) => `${name}==${version}`)).toEqual(['app==1.0', 'dep==2.0']);
  const { fetched, artifact } = await buildLayer({ ...request, env: storeIn('store-of-build') });
  expect(fetched).toBe(2);
  expect(artifact.manifest.packages.map(({ sha256 }) => sha256)).toEqual(
    [indexes.app, indexes.dep].map(({ bytes }) => sha256Of(bytes)),
  );
  expect(indexes.common.requests.filter((asked) => asked.includes('dep-2.0'))).toEqual([]);
  const manifest = await readFile(join(artifact.directory, 'manifest.json'), 'utf8');
  expect(`${await readFile(path, 'utf8')}${manifest}`).not.toMatch(/s3cret|127\.0\.0\.1/);
});
