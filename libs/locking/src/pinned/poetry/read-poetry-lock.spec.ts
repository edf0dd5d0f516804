import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { pinsFailure, pinsIn } from '../../../test/pins-in.ts';
import type { ProjectChoice } from '../../requirements/project-choice.ts';
import { readPoetryLock } from './read-poetry-lock.ts';

/** The acceptance tests compare with the real Poetry. */
const scratch = temporaryFolders();
const target = parseTarget('python3.12/x86_64');

const pyproject = `
[tool.poetry]
name = "app"
[tool.poetry.dependencies]
python = "^3.9"
web = {version = "^1.2", extras = ["fast"]}
winonly = {version = "*", markers = "sys_platform == 'win32'"}
older = {version = "*", python = "<3.11"}
pg = {version = "~2.0", optional = true}
[tool.poetry.extras]
db = ["pg"]
[tool.poetry.group.dev.dependencies]
tool = "*"
`;

const packageOf = (name: string, version: string, more = ''): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\noptional = false\npython-versions = ">=3.8"\n${more}\n`;

const metadata = (version: string): string =>
  `[extras]\ndb = ["pg"]\n[metadata]\nlock-version = "${version}"\npython-versions = "^3.9"\n`;

const group = (groups: string, markers = ''): string =>
  `groups = ${groups}${markers === '' ? '' : `\nmarkers = ${markers}`}`;

const listing = [
  packageOf('web', '1.4', group('["main"]')),
  packageOf('speedups', '0.3', group('["main"]')),
  packageOf('winonly', '1.0', group('["main"]', `"sys_platform == 'win32'"`)),
  packageOf('older', '1.0', group('["main"]', `"python_version < '3.11'"`)),
  packageOf('pg', '2.0.1', group('["main"]', `"extra == \\"db\\""`)),
  packageOf('tool', '9', group('["dev"]')),
  packageOf(
    'shared',
    '1',
    group('["main", "dev"]', `{main = "extra == \\"db\\"", dev = "sys_platform == 'linux'"}`),
  ),
  metadata('2.1'),
].join('');

const graph = [
  packageOf(
    'web',
    '1.4',
    `[package.dependencies]
num = [{version = ">=1,<2", markers = "python_version < \\"3.12\\""}, {version = ">=2", markers = "python_version >= \\"3.12\\""}]
Speed_ups = {version = "*", optional = true, markers = "extra == \\"fast\\""}
unwanted = {version = "*", optional = true, markers = "extra == \\"slow\\""}`,
  ),
  packageOf('speedups', '0.3').replace('speedups', 'speed-ups'),
  packageOf('unwanted', '1'),
  packageOf('num', '1.9'),
  packageOf('num', '2.0'),
  packageOf('num', '2.1'),
  packageOf('winonly', '1.0'),
  packageOf('older', '1.0'),
  packageOf('pg', '2.0.1', '[package.dependencies]\nnum = "<2.1"'),
  packageOf('tool', '9', '[package.dependencies]\nweb = "*"'),
  metadata('2.0'),
].join('');

const read = async (
  lock: string,
  choice: Partial<ProjectChoice> = {},
  files = { 'pyproject.toml': pyproject },
) => {
  const folder = await scratch();
  await writeTree(folder, { ...files, 'poetry.lock': lock });
  return readPoetryLock(folder, { file: 'poetry.lock', ...choice });
};

it.each([
  [{}, ['speedups==0.3', 'web==1.4']],
  [{ extras: ['db'] }, ['pg==2.0.1', 'shared==1', 'speedups==0.3', 'web==1.4']],
  [{ groups: ['dev'] }, ['shared==1', 'speedups==0.3', 'tool==9', 'web==1.4']],
])('of a lock of version 2.1, groups and markers decide with %j', async (choice, pins) => {
  expect(pinsIn(await read(listing, choice), target)).toEqual(pins);
});

it.each([
  [{}, ['num==2.1', 'speed-ups==0.3', 'web==1.4']],
  [{ extras: ['db'] }, ['num==2.0', 'pg==2.0.1', 'speed-ups==0.3', 'web==1.4']],
  [{ groups: ['dev'] }, ['num==2.1', 'speed-ups==0.3', 'tool==9', 'web==1.4']],
])('of a lock of version 2.0, the requirements decide with %j', async (choice, pins) => {
  expect(pinsIn(await read(graph, choice), target)).toEqual(pins);
});

it('of several versions, the one for the target’s Python is taken', async () => {
  expect(pinsIn(await read(graph), parseTarget('python3.10/arm64'))).toEqual([
    'num==1.9',
    'older==1.0',
    'speed-ups==0.3',
    'web==1.4',
  ]);
});

it('the requirements are those of the pyproject.toml', async () => {
  const { requirements } = await read(listing, { extras: ['db'] });
  expect(requirements.map(({ text }) => text)).toEqual([
    'web[fast]>=1.2,<2',
    "winonly ; sys_platform == 'win32'",
    'older ; python_version < "3.11"',
    'pg>=2.0,<2.1',
  ]);
});

it('a change of another group leaves the lock fresh', async () => {
  const { texts } = await read(listing);
  expect((await read(listing.replace('"9"', '"10"'))).texts).toEqual(texts);
  expect((await read(listing.replace('"0.3"', '"0.4"'))).texts).not.toEqual(texts);
});

it.each([
  ['an unknown extra', { extras: ['no'] }, /no extra “no”; it has db/],
  ['an unknown group', { groups: ['no'] }, /no dependency group “no”; it has dev/],
])('%s is refused', async (_, choice, words) => {
  expect((await failureOf(read(listing, choice))).problems.join('\n')).toMatch(words);
});

it('a lock of version 2.1 without a pyproject.toml has its own groups and extras', async () => {
  const folder = await scratch();
  await writeTree(folder, { 'poetry.lock': listing });
  const found = await readPoetryLock(folder, { file: 'poetry.lock', extras: ['db'] });
  expect(pinsIn(found, target)).toEqual(['pg==2.0.1', 'shared==1', 'speedups==0.3', 'web==1.4']);
  const error = await failureOf(readPoetryLock(folder, { file: 'poetry.lock', groups: ['no'] }));
  expect(error.problems).toEqual(['layer.json: poetry.lock has no dependency group “no”']);
});

it('a lock that is older than its project names the requirement and the command', async () => {
  const found = await read(listing, {}, { 'pyproject.toml': pyproject.replace('^1.2', '^3') });
  const error = await pinsFailure(found, target);
  expect(error.problems).toEqual([
    'pyproject.toml: tool.poetry.dependencies: “web[fast]>=3,<4”, but poetry.lock has 1.4',
  ]);
  expect(error.hint).toContain('“poetry lock”');
});

it('a package from a repository is refused only if the target needs it', async () => {
  const git = '[package.source]\ntype = "git"\nurl = "https://me:secret@h/p"\n';
  const found = await read(
    listing.replace('[[package]]\nname = "older"', `${git}[[package]]\nname = "older"`),
  );
  expect(pinsIn(found, target)).toHaveLength(2);
  const needed = await read(
    listing.replace('[[package]]\nname = "winonly"', `${git}[[package]]\nname = "winonly"`),
  );
  const error = await pinsFailure(needed, target);
  expect(error.problems).toEqual([
    'poetry.lock: speedups comes from a source other than a package index (git)',
  ]);
});

it('a project in a folder is a local package', async () => {
  const folder = '[package.source]\ntype = "directory"\nurl = "../own"\n';
  const found = await read(
    listing.replace('[[package]]\nname = "winonly"', `${folder}[[package]]\nname = "winonly"`),
  );
  expect(pinsIn(found, target)).toEqual(['web==1.4']);
  expect(found.locals).toEqual([{ name: 'speedups', folder: '../own', where: 'poetry.lock' }]);
});

it('the steps to follow a lock of version 2.0 grow only with its length', async () => {
  const chain = (length: number): string =>
    Array.from({ length }, (_, at) =>
      packageOf(`p${at}`, '1', at + 1 < length ? `[package.dependencies]\np${at + 1} = "*"` : ''),
    ).join('') + metadata('2.0');
  const files = { 'pyproject.toml': '[tool.poetry.dependencies]\np0 = "*"\n' };
  expect(pinsIn(await read(chain(5000), {}, files), target)).toHaveLength(5000);
});
