import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { requirementsOn } from '../../../../libs/locking/src/pinned/pins-on.ts';
import { readPipfileLock } from '../../../../libs/locking/src/pinned/pipenv/read-pipfile-lock.ts';
import { readPoetryLock } from '../../../../libs/locking/src/pinned/poetry/read-poetry-lock.ts';
import { readPylock } from '../../../../libs/locking/src/pinned/read-pylock.ts';
import type { ProjectChoice } from '../../../../libs/locking/src/requirements/project-choice.ts';
import type { Requirements } from '../../../../libs/locking/src/requirements/read-requirements.ts';
import type { Reader } from './reader.ts';
import { times } from './times.ts';

const target = parseTarget('python3.12/arm64');
const hash = `sha256:${'0'.repeat(64)}`;

const poetryProject = `[tool.poetry.dependencies]
python = "^3.9"
six = {version = "^1.16 || ==2.*", extras = ["a"], markers = "sys_platform == 'linux'", python = "<4"}
b = [{version = "~1", optional = true}]
[tool.poetry.extras]
s3 = ["b"]
[tool.poetry.group.dev.dependencies]
c = {path = "../c"}
`;

const listing = `[[package]]
name = "six"
version = "1.17.0"
python-versions = ">=2.7, !=3.0.*"
groups = ["main", "dev"]
markers = {main = "extra == \\"s3\\" or os_name == \\"posix\\""}
files = [{file = "six.whl", hash = "${hash}"}]
[package.source]
type = "legacy"
url = "https://user:secret@host/simple"
[[package]]
name = "b"
version = "1.0"
groups = ["main"]
[extras]
s3 = ["b"]
[metadata]
lock-version = "2.1"
python-versions = "^3.9"
`;

const graph = `[[package]]
name = "six"
version = "1.17.0"
[package.dependencies]
b = [{version = ">=1,<2 || >3", markers = "python_version < \\"3.13\\" and extra == \\"a\\""}, {version = "2", markers = "python_version >= '3.13'"}]
[[package]]
name = "b"
version = "1.0"
[[package]]
name = "b"
version = "2.0"
[metadata]
lock-version = "1.1"
[metadata.files]
six = [{hash = "${hash}"}]
`;

const pipfileLock = JSON.stringify({
  _meta: {
    'pipfile-spec': 6,
    requires: { python_version: '3.12' },
    sources: [{ url: 'https://user:secret@host' }],
  },
  default: {
    six: { version: '==1.17.0', hashes: [hash], markers: "os_name == 'posix'", sys_platform: "== 'linux'" },
  },
  develop: { a: { path: '.' } },
});

const pipfile = `[packages]
six = {version = ">=1", extras = ["a"], sys_platform = "== 'linux'"}
[scripts]
a = "b"
`;

const pylock = `lock-version = "1.0"
created-by = "uv"
environments = ["os_name == 'posix'"]
extras = ["s3"]
default-groups = ["a"]
[[packages]]
name = "six"
version = "1.17.0"
marker = "'s3' in extras or 'a' in dependency_groups"
wheels = [{ name = "six.whl", hashes = { sha256 = "${'0'.repeat(64)}" } }]
[[packages]]
name = "a"
directory = { path = "." }
`;

type Read = (folder: string, choice: ProjectChoice) => Promise<Requirements>;

/** Returns the readers of locks of other tools, and of the files next to them. */
export const lockReaders = (folder: string): readonly Reader[] => {
  const pinsOf =
    (read: Read, choice: ProjectChoice, files: Readonly<Record<string, string>>) =>
    (name: string) =>
    async (input: Buffer) => {
      for (const [other, text] of Object.entries(files)) await writeFile(join(folder, other), text);
      await writeFile(join(folder, name), input);
      return requirementsOn(await read(folder, choice), target);
    };
  const poetry = (lock: string) =>
    pinsOf(
      readPoetryLock,
      { file: 'poetry.lock', extras: ['s3'] },
      { 'pyproject.toml': poetryProject, 'poetry.lock': lock },
    );
  const pipenv = pinsOf(
    readPipfileLock,
    { file: 'Pipfile.lock', groups: ['develop'] },
    { Pipfile: pipfile, 'Pipfile.lock': pipfileLock },
  );
  return [
    {
      name: 'poetry.lock',
      corpus: [listing, graph],
      read: poetry(listing)('poetry.lock'),
      worst: poetryShapes,
    },
    { name: 'pyproject.toml of Poetry', corpus: [poetryProject], read: poetry(graph)('pyproject.toml') },
    {
      name: 'Pipfile.lock',
      corpus: [pipfileLock],
      read: pipenv('Pipfile.lock'),
      worst: [times('['), times('{"a":')],
    },
    { name: 'Pipfile', corpus: [pipfile], read: pipenv('Pipfile') },
    {
      name: 'pylock.toml as requirements',
      corpus: [pylock],
      read: pinsOf(readPylock, { file: 'pylock.toml', extras: ['s3'] }, {})('pylock.toml'),
      worst: [
        (length) => `lock-version = "1.0"\n${times('[[packages]]\nname = "a"\nversion = "1"\n')(length)}`,
      ],
    },
  ];
};

const old = '[metadata]\nlock-version = "2.0"\n';

const poetryShapes = [
  // Many versions of one package
  (length: number) => old + times('[[package]]\nname = "six"\nversion = "1"\n')(length),
  // A chain of packages, and a package with many edges and extras
  (length: number) =>
    old +
    Array.from({ length: Math.ceil(length / 80) }, (_, at) => {
      const name = at === 0 ? 'six' : `p${at}`;
      return `[[package]]\nname = "${name}"\nversion = "1"\n[package.dependencies]\np${at + 1} = "*"\n`;
    }).join(''),
  (length: number) =>
    `${old}[[package]]\nname = "six"\nversion = "1"\n[package.dependencies]\n${Array.from(
      { length: Math.ceil(length / 40) },
      (_, at) => `six${at === 0 ? '' : at} = {version = "*", extras = ["e${at}"]}\n`,
    ).join('')}`,
];
