import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { sha256Of } from '@layerkit/artifact/digest';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import {
  indexServers,
  ownAuthority,
  startProxyServer,
  testEnvironment,
  tinyWheel,
} from '@layerkit/testing-packages';
import { lockLayer } from '@layerkit/locking';
import { openStore } from '@layerkit/wheels/store';
import { buildLayer } from './build-layer.ts';

/** Tests proxies, certificates and folders, for locking with uv and for fetching by layerkit. */
const scratch = temporaryFolders();
const serve = indexServers();
const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const thing = await tinyWheel({ project: 'thing', files: { 'thing.py': 'x = 1\n' } });

const project = async () => {
  const folder = await scratch();
  const target = parseTarget('python3.12/x86_64');
  const projectRoot = await writeTree(join(folder, 'project'), { 'requirements.in': 'thing\n' });
  const fields = { layerName: 'x', runtimes: [target.runtime], requirements: 'requirements.in' };
  const definition = layerDefinitionSchema.parse(fields);
  const store = openStore({ directory: join(folder, 'store') });
  return { folder, request: { projectRoot, definition, target, store, outputRoot: join(folder, 'dist') } };
};

/** The environment without the host’s proxies and certificates. */
const environment = (folder: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(testEnvironment()).filter(([name]) => !/proxy$|^SSL_|CERT/i.test(name)),
  ),
  HOME: folder,
  UV_CACHE_DIR: join(folder, 'cache'),
  ...more,
});

const lockAndBuild = async ({ request }: Awaited<ReturnType<typeof project>>, env: NodeJS.ProcessEnv) => {
  const { lock } = await lockLayer({ ...request, env });
  const { fetched } = await buildLayer({ ...request, env });
  return { digests: lock.packages.map(({ sha256 }) => sha256), fetched };
};

const whole = { digests: [sha256Of(thing.bytes)], fetched: 1 };

it.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])(
  'requests use the proxy in %s with its credentials',
  async (variable) => {
    const made = await project();
    const { url } = await serve({ files: [thing] });
    const proxy = await startProxyServer();
    open.push(proxy);
    const env = environment(made.folder, {
      UV_DEFAULT_INDEX: url,
      [variable]: `http://me:s3cret@${proxy.url.host}`,
    });
    const { definition, ...request } = made.request;
    await lockLayer({ ...request, definition, env });
    const through = proxy.passed.length;
    expect(through).toBeGreaterThan(0);
    expect((await buildLayer({ ...made.request, env })).fetched).toBe(1);
    expect(proxy.passed.length).toBeGreaterThan(through);
    const expected = { to: new URL(url).host, authorization: `Basic ${btoa('me:s3cret')}` };
    for (const one of proxy.passed) expect(one).toEqual(expected);

    const direct = await project();
    const past = proxy.passed.length;
    await lockAndBuild(direct, { ...env, NO_PROXY: '127.0.0.1', UV_CACHE_DIR: join(direct.folder, 'cache') });
    expect(proxy.passed).toHaveLength(past);
  },
);

it.each(['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'])(
  'a private certificate authority is trusted through %s',
  async (variable) => {
    const made = await project();
    const { certificate, tls } = await ownAuthority(made.folder);
    const { url } = await serve({ files: [thing], tls });
    const env = environment(made.folder, { UV_DEFAULT_INDEX: url, [variable]: certificate });
    expect(await lockAndBuild(made, env)).toEqual(whole);
  },
);

it('an unknown certificate authority is not trusted, and the error names the certificate', async () => {
  const made = await project();
  const { certificate, tls } = await ownAuthority(made.folder);
  const { url } = await serve({ files: [thing], tls });
  const env = environment(made.folder, { UV_DEFAULT_INDEX: url });
  const locking = await failureOf(lockLayer({ ...made.request, env }));
  await lockLayer({ ...made.request, env: { ...env, SSL_CERT_FILE: certificate } });
  for (const error of [locking, await failureOf(buildLayer({ ...made.request, env }))]) {
    expect(error.code).toBe('index/unreachable');
    expect([...error.problems, error.hint].join('\n')).toMatch(/certificate[^]*NODE_EXTRA_CA_CERTS/);
  }
}, 60_000);

const folders = async (root: string) => {
  const page = `<a href="../../my%20files/${thing.fileName}#sha256=${sha256Of(thing.bytes)}">x</a>`;
  await mkdir(join(root, 'my files'), { recursive: true });
  await writeFile(join(root, 'my files', thing.fileName), thing.bytes);
  await writeTree(root, { 'index/thing/index.html': page });
};

it.each([
  ['a file URL as index', (root: string) => ({ UV_DEFAULT_INDEX: pathToFileURL(join(root, 'index')).href })],
  ['a path as index', (root: string) => ({ UV_INDEX: `own=${join(root, 'index')}` })],
  ['UV_FIND_LINKS', (root: string) => ({ UV_FIND_LINKS: join(root, 'my files') })],
  [
    'a file URL in UV_FIND_LINKS',
    (root: string) => ({ UV_FIND_LINKS: pathToFileURL(join(root, 'my files')).href }),
  ],
  [
    'PIP_FIND_LINKS',
    (root: string) => ({ PIP_FIND_LINKS: `/nowhere ${pathToFileURL(join(root, 'my files')).href}` }),
  ],
])('a folder works as an index: %s', async (_, variables) => {
  const made = await project();
  await folders(made.folder);
  const empty = await serve({ files: [] });
  const env = environment(made.folder, { UV_DEFAULT_INDEX: empty.url, ...variables(made.folder) });
  expect(await lockAndBuild(made, env)).toEqual(whole);
});

it('a page of links works as an index', async () => {
  const made = await project();
  const served = await serve({ files: [thing], format: 'html' });
  const empty = await serve({ files: [] });
  const env = environment(made.folder, { UV_DEFAULT_INDEX: empty.url, UV_FIND_LINKS: `${served.url}thing/` });
  expect(await lockAndBuild(made, env)).toEqual(whole);
});
