import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { formatFailure } from '@layerkit/failure';
import { buildLayer } from './build-layer.ts';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import {
  type IndexServerOptions,
  indexServers,
  testEnvironment,
  tinyWheel,
} from '@layerkit/testing-packages';
import { lockLayer } from '@layerkit/locking';
import { openStore } from '@layerkit/wheels/store';

/** These tests use an index that requires credentials: uv locks from it, and layerkit fetches wheels. */
const scratch = temporaryFolders();
const serve = indexServers();
const user = 'build@bot';
const secret = 'p:w/s3cret#1';
const encoded = `${encodeURIComponent(user)}:${encodeURIComponent(secret)}`;

const setUp = async (options: Partial<IndexServerOptions> = {}) => {
  const folder = await scratch();
  const projectRoot = join(folder, 'project');
  await writeTree(projectRoot, { 'requirements.in': 'private-thing\n' });
  const files = [
    await tinyWheel({ project: 'private-thing', version: '1.0', requires: ['other'] }),
    await tinyWheel({ project: 'other', version: '2.0' }),
  ];
  const server = await serve({ files, credentials: `${user}:${secret}`, ...options });
  const target = parseTarget('python3.12/x86_64');
  const definition = layerDefinitionSchema.parse({
    layerName: 'private',
    runtimes: [target.runtime],
    requirements: 'requirements.in',
  });
  const store = openStore({ directory: join(folder, 'store') });
  return {
    folder,
    server,
    request: { projectRoot, definition, target, store, outputRoot: join(folder, 'dist') },
  };
};

type SetUp = Awaited<ReturnType<typeof setUp>>;

/** The environment without the host's home folder, so that its netrc is not used. */
const environment = ({ folder }: SetUp, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  testEnvironment({ HOME: folder, USERPROFILE: folder, UV_CACHE_DIR: join(folder, 'cache'), ...more });

const withUser = (url: string, userinfo: string): string => url.replace('://', `://${userinfo}@`);

const netrc = (login: string, password: string): string =>
  `machine 127.0.0.1\n  login ${login}\n  password "${password}"\n`;

const ways: Readonly<Record<string, (url: string) => NodeJS.ProcessEnv & { netrc?: string }>> = {
  'userinfo of UV_DEFAULT_INDEX': (url) => ({ UV_DEFAULT_INDEX: withUser(url, encoded) }),
  'userinfo of PIP_INDEX_URL': (url) => ({ PIP_INDEX_URL: withUser(url, encoded) }),
  'userinfo of UV_INDEX': (url) => ({
    UV_INDEX: withUser(url, encoded),
    UV_DEFAULT_INDEX: withUser(url, encoded),
  }),
  'variables of a named default index': (url) => ({
    UV_DEFAULT_INDEX: `my-own.index=${url}`,
    UV_INDEX_MY_OWN_INDEX_USERNAME: user,
    UV_INDEX_MY_OWN_INDEX_PASSWORD: secret,
  }),
  netrc: (url) => ({ UV_DEFAULT_INDEX: url, netrc: netrc(user, secret) }),
  'a user in the URL, the password in netrc': (url) => ({
    UV_DEFAULT_INDEX: withUser(url, encodeURIComponent(user)),
    netrc: netrc('someone', 'else') + netrc(user, secret),
  }),
};

it.each(Object.entries(ways))(
  'credentials from %s work for locking and fetching and are never written to a file',
  async (_, way) => {
    const made = await setUp();
    const { netrc: text, ...variables } = way(made.server.url);
    if (text !== undefined) await writeFile(join(made.folder, '.netrc'), text, { mode: 0o600 });
    const env = environment(made, variables);
    const { path } = await lockLayer({ ...made.request, env });
    const { fetched, artifact } = await buildLayer({ ...made.request, env });
    expect(fetched).toBe(2);
    const written = [
      await readFile(path, 'utf8'),
      await readFile(join(artifact.directory, 'manifest.json'), 'utf8'),
    ];
    for (const place of [secret, encodeURIComponent(secret), user, '127.0.0.1']) {
      expect(written.join('\n')).not.toContain(place);
    }
  },
);

const refusals: Readonly<Record<string, (url: string) => NodeJS.ProcessEnv>> = {
  'no credentials': (url) => ({ UV_DEFAULT_INDEX: url }),
  'a wrong password in the URL': (url) => ({ UV_DEFAULT_INDEX: withUser(url, 'me:wrong%2Fs3cret') }),
  'a wrong password in a variable': (url) => ({
    UV_DEFAULT_INDEX: `own=${url}`,
    UV_INDEX_OWN_USERNAME: 'me',
    UV_INDEX_OWN_PASSWORD: 'wrong/s3cret',
  }),
};

it.each(Object.entries(refusals))(
  'locking and fetching fail with %s and show no credentials',
  async (_, way) => {
    const made = await setUp();
    const good = environment(made, { UV_DEFAULT_INDEX: withUser(made.server.url, encoded) });
    await lockLayer({ ...made.request, env: good });
    const env = environment(made, { ...way(made.server.url), UV_CACHE_DIR: join(made.folder, 'cache-2') });
    const errors = [
      await failureOf(lockLayer({ ...made.request, env, upgrade: true })),
      await failureOf(buildLayer({ ...made.request, env })),
    ];
    for (const error of errors) {
      expect(error.code).toBe('index/refused');
      const shown = formatFailure(error, { verbose: true });
      expect(shown).toMatch(/answered 401 \(wrong or missing credentials\?\)/);
      expect(shown).toContain('netrc');
      expect(shown).not.toMatch(/s3cret/);
    }
  },
);

it('status 403 is reported without showing the credentials', async () => {
  const made = await setUp({ interfere: () => 403 });
  const env = environment(made, { UV_DEFAULT_INDEX: withUser(made.server.url, encoded) });
  const error = await failureOf(lockLayer({ ...made.request, env }));
  expect(error.code).toBe('index/refused');
  const shown = formatFailure(error, { verbose: true });
  expect(shown).toMatch(/answered 403/);
  expect(shown).not.toMatch(/s3cret/);
});
