import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runExecutor } from '@layerkit/executors';
import { LayerkitError } from '@layerkit/failure';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { indexServers, testEnvironment } from '@layerkit/testing-packages';
import type { ExecutorContext } from '@nx/devkit';
import lock from './lock/lock.ts';

/** Characters that URLs, shells, JSON, TOML, netrc or requirements files treat specially: the parts of a password join at them. */
const separators =
  '#|/|?|%zz|@|://|@h/|%40|%|:| #|/x@|?x@y#|@h/x@|::|"|\'|\\|`|$|$&|${X}|&|+|=|,|;|<|>|[|]|{|^|~|…|🐍'.split(
    '|',
  );
const characters = [' ', '|', ...separators];

interface Configured {
  /** How many of the characters to try, if not all: uv takes most of the time. */
  readonly tried?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly files?: Readonly<Record<string, string>>;
}

const text = JSON.stringify;
const inUrl = (url: string, password: string): string => url.split('://').join(`://canary:${password}@`);

/** The places that a password can come from. Each gets the URL of an index that refuses all credentials. */
const places: Readonly<Record<string, (url: string, password: string) => Configured>> = {
  UV_DEFAULT_INDEX: (url, password) => ({ env: { UV_DEFAULT_INDEX: inUrl(url, password) } }),
  PIP_INDEX_URL: (url, password) => ({ env: { PIP_INDEX_URL: inUrl(url, password) } }),
  UV_INDEX: (url, password) => ({ env: { UV_DEFAULT_INDEX: url, UV_INDEX: `own=${inUrl(url, password)}` } }),
  UV_FIND_LINKS: (url, password) => ({ env: { UV_DEFAULT_INDEX: url, UV_FIND_LINKS: inUrl(url, password) } }),
  'UV_DEFAULT_INDEX, percent-encoded': (url, password) => ({
    env: { UV_DEFAULT_INDEX: inUrl(url, encodeURIComponent(password)) },
  }),
  UV_INDEX_OWN_PASSWORD: (url, password) => ({
    env: { UV_DEFAULT_INDEX: `own=${url}`, UV_INDEX_OWN_USERNAME: 'canary', UV_INDEX_OWN_PASSWORD: password },
  }),
  HTTP_PROXY: (url, password) => ({
    env: { UV_DEFAULT_INDEX: 'http://index.invalid/simple', HTTP_PROXY: inUrl(url, password), NO_PROXY: '' },
  }),
  netrc: (url, password) => ({
    env: { UV_DEFAULT_INDEX: url },
    files: { '.netrc': `machine 127.0.0.1 login canary password ${text(password)}\n` },
  }),
  '--index-url of requirements.in': (url, password) => ({
    tried: 4,
    files: { 'requirements.in': `--index-url ${inUrl(url, password)}\nsix\n` },
  }),
  '--extra-index-url of requirements.in': (url, password) => ({
    tried: 4,
    files: { 'requirements.in': `-i ${url}\n--extra-index-url=${inUrl(url, password)}\nsix\n` },
  }),
  '--find-links of requirements.in': (url, password) => ({
    tried: 4,
    files: { 'requirements.in': `-i ${url}\n-f ${inUrl(url, password)}\nsix\n` },
  }),
  'variables of requirements.in': (url, password) => ({
    tried: 4,
    env: { CANARY_TOKEN: password },
    files: { 'requirements.in': `-i ${url.replace('://', '://canary:${CANARY_TOKEN}@')}\nsix\n` },
  }),
  'a repository of requirements.in': (url, password) => ({
    tried: 4,
    files: {
      'layer.json': text({
        layerName: 'a',
        runtimes: ['python3.12'],
        requirements: 'requirements.in',
        allowBuild: ['six'],
      }),
      'requirements.in': `six @ git+${inUrl(url, password)}six.git@main\n`,
    },
  }),
  'pip.conf': (url, password) => ({
    tried: 4,
    files: { '.config/pip/pip.conf': `[global]\nindex-url = ${inUrl(url, password)}\n` },
  }),
  PIP_EXTRA_INDEX_URL: (url, password) => ({
    tried: 4,
    env: { UV_DEFAULT_INDEX: url, PIP_EXTRA_INDEX_URL: inUrl(url, password) },
  }),
  'tool.uv.index': (url, password) => ({
    tried: 4,
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'pyproject.toml' }),
      'pyproject.toml': [
        '[project]\nname = "a"\ndependencies = ["six"]\n[tool.uv.sources]\nsix = { index = "own" }',
        `[[tool.uv.index]]\nname = "own"\nexplicit = true\nurl = ${text(inUrl(url, password))}\n`,
      ].join('\n'),
    },
  }),
  'variables of tool.uv.index': (url, password) => ({
    tried: 4,
    env: { UV_INDEX_OWN_USERNAME: 'canary', UV_INDEX_OWN_PASSWORD: password },
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'pyproject.toml' }),
      'pyproject.toml': [
        '[project]\nname = "a"\ndependencies = ["six"]',
        `[[tool.uv.index]]\nname = "own"\ndefault = true\nurl = "${url}"\n`,
      ].join('\n'),
    },
  }),
  'a registry of uv.lock': (url, password) => ({
    tried: 4,
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'uv.lock' }),
      'uv.lock': [
        'version = 1\n[[package]]\nname = "a"\nsource = { virtual = "." }\ndependencies = [{ name = "six" }]',
        `[[package]]\nname = "six"\nversion = "1"\nsource = { registry = ${text(inUrl(url, password))} }\n`,
      ].join('\n'),
    },
  }),
  'a source of poetry.lock': (url, password) => ({
    tried: 4,
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'poetry.lock' }),
      'poetry.lock': [
        '[[package]]\nname = "six"\nversion = "1.17.0"\ngroups = ["main"]\nfiles = [',
        `{ file = "six-1.17.0-py2.py3-none-any.whl", hash = "sha256:${'0'.repeat(64)}" }]`,
        `[package.source]\ntype = "legacy"\nreference = "own"\nurl = ${text(inUrl(url, password))}`,
        '[metadata]\nlock-version = "2.1"\npython-versions = ">=3.12"\n',
      ].join('\n'),
      'pyproject.toml': '[project]\nname = "a"\nversion = "1"\ndependencies = ["six"]\n',
    },
  }),
  'a source of Pipfile.lock': (url, password) => ({
    tried: 4,
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'Pipfile.lock' }),
      'Pipfile.lock': text({
        _meta: { 'pipfile-spec': 6, sources: [{ name: 'own', url: inUrl(url, password), verify_ssl: true }] },
        default: { six: { hashes: [`sha256:${'0'.repeat(64)}`], version: '==1.17.0' } },
      }),
      Pipfile: '[packages]\nsix = "*"\n',
    },
  }),
  'an index of pylock.toml': (url, password) => ({
    tried: 4,
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'pylock.toml' }),
      'pylock.toml': [
        'lock-version = "1.0"\ncreated-by = "pip"\n[[packages]]\nname = "six"\nversion = "1.17.0"',
        `index = ${text(inUrl(url, password))}\n[[packages.wheels]]`,
        `name = "six-1.17.0-py2.py3-none-any.whl"\nurl = ${text(`${inUrl(url, password)}six.whl`)}`,
        `hashes = { sha256 = "${'0'.repeat(64)}" }\n`,
      ].join('\n'),
    },
  }),
  'a URL of requirements.in': (url, password) => ({
    tried: 4,
    files: { 'requirements.in': `six @ ${inUrl(url, password)}six-1.0-py3-none-any.whl\n` },
  }),
  'an included URL': (url, password) => ({
    files: { 'requirements.in': `-r ${inUrl(url, password)}all.txt\n` },
  }),
  'pyproject.toml': (url, password) => ({
    tried: 4,
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'pyproject.toml' }),
      'pyproject.toml': `[project]\nname = "a"\ndependencies = [${text(`six @ ${inUrl(url, password)}six.whl`)}]\n`,
    },
  }),
  'uv.lock': (url, password) => ({
    files: {
      'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'uv.lock' }),
      'uv.lock': [
        'version = 1\n[[package]]\nname = "a"\nsource = { virtual = "." }\ndependencies = [{ name = "six" }]',
        `[[package]]\nname = "six"\nversion = "1"\nsource = { git = ${text(inUrl(url, password))} }\n`,
      ].join('\n'),
    },
  }),
  'layer.json': (url, password) => ({
    files: {
      'layer.json': text({
        layerName: inUrl(url, password),
        runtimes: [inUrl(url, password)],
        requirements: 'a',
      }),
    },
  }),
};

const scratch = temporaryFolders();
const serve = indexServers();
const { env } = process;
const { log, error } = console;
let printed: string[];
beforeEach(() => {
  printed = [];
  console.log = console.error = (line: string) => void printed.push(line);
});
afterEach(() => {
  Object.assign(console, { log, error });
  process.env = env;
});

const contextIn = (root: string): ExecutorContext => ({
  root,
  cwd: root,
  isVerbose: true,
  projectName: 'layer',
  projectsConfigurations: { version: 2, projects: { layer: { root: 'layer' } } },
  nxJsonConfiguration: {},
  projectGraph: { nodes: {}, dependencies: {} },
});

const defaults = {
  'layer.json': text({ layerName: 'a', runtimes: ['python3.12'], requirements: 'requirements.in' }),
  'requirements.in': 'six\n',
};

/** A pip.conf of the test is read from the home folder. */
const noPipConf = ({ files = {} }: Configured): NodeJS.ProcessEnv =>
  '.config/pip/pip.conf' in files ? { PIP_CONFIG_FILE: undefined, XDG_CONFIG_HOME: undefined } : {};

/** Runs lock, which fails, and returns all that it prints and writes. */
const outputOfLock = async (root: string, configured: Configured): Promise<string> => {
  await writeTree(join(root, 'layer'), { ...defaults, ...configured.files });
  const home = join(root, 'layer');
  process.env = testEnvironment({
    HOME: home,
    USERPROFILE: home,
    UV_HTTP_RETRIES: '0',
    ...noPipConf(configured),
    ...configured.env,
  });
  expect(await lock({}, contextIn(root))).toEqual({ success: false });
  return outputIn(root);
};

/** Returns what an executor prints and writes if it says and throws this text. */
const outputOf = async (root: string, words: string): Promise<string> => {
  const thrown = new LayerkitError({ code: 'index/refused', message: words, problems: [words], hint: words });
  await runExecutor(contextIn(root), { executor: '@layerkit/layer:lock' }, (say) => {
    say(words);
    return Promise.reject(new Error(words, { cause: thrown }));
  });
  return outputIn(root);
};

const outputIn = async (root: string): Promise<string> => {
  const file = await readFile(join(root, 'dist/layer/lock.failure.json'), 'utf8');
  return [...printed, file].join('\n');
};

const encodingsOf = (password: string): readonly string[] => [
  password,
  encodeURI(password),
  encodeURIComponent(password),
  encodeURIComponent(encodeURI(password)),
  new URLSearchParams({ password }).toString(),
  text(password),
  text(text(password)),
  Buffer.from(`canary:${password}`).toString('base64'),
];

let count = 0;

it.each(Object.entries(places))(
  'a password from %s is never printed or written, in any encoding',
  async (_, place) => {
    const { url } = await serve({ files: [], credentials: 'nobody:knows' });
    const leaks: object[] = [];
    const { env: variables, tried = variables === undefined ? characters.length : 9 } = place(url, '');
    for (const separator of characters.slice(0, tried)) {
      count += 1;
      // Each part is unique, so that a part of the password is noticed, and no earlier case hides it
      const parts = [`canary${count}a`, `yranac${count}z`];
      const password = parts.join(separator);
      const root = await scratch();
      const output = await outputOfLock(root, place(url, password));
      const said = await outputOf(root, encodingsOf(password).join('\n'));
      const secrets = [...parts, ...encodingsOf(password)];
      for (const [by, all] of Object.entries({ lock: output, said }))
        for (const secret of secrets)
          if (all.includes(secret))
            leaks.push({
              separator,
              by,
              secret,
              line: all.split('\n').find((line) => line.includes(secret)),
            });
    }
    expect(leaks).toEqual([]);
  },
  120_000,
);
