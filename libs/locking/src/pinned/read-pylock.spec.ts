import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { pinsFailure, pinsIn } from '../../test/pins-in.ts';
import type { ProjectChoice } from '../requirements/project-choice.ts';
import { readPylock } from './read-pylock.ts';

const scratch = temporaryFolders();
const target = parseTarget('python3.12/x86_64');

const head = `lock-version = "1.0"
created-by = "pdm"
extras = ["S3"]
dependency-groups = ["main", "dev"]
default-groups = ["main"]
`;

const packageOf = (name: string, version: string, more = ''): string =>
  `[[packages]]\nname = "${name}"\nversion = "${version}"\n${more}\n`;

const packages = [
  packageOf('Web', '1.4', `marker = "'main' in dependency_groups"`),
  packageOf('winonly', '1', `marker = "sys_platform == 'win32'"`),
  packageOf('forked', '1', `marker = "python_version < '3.12'"`),
  packageOf('forked', '2', `marker = "python_version >= '3.12'"`),
  packageOf('s3fs', '3', `marker = "'s3' in extras"`),
  packageOf('tool', '9', `marker = "'dev' in dependency_groups"`),
  `[[packages]]\nname = "app"\ndirectory = { path = ".", editable = true }\n`,
].join('');

const read = async (text: string, choice: Partial<ProjectChoice> = {}) => {
  const folder = await scratch();
  await writeTree(folder, { 'pylock.toml': text });
  return readPylock(folder, { file: 'pylock.toml', ...choice });
};

it.each([
  [{}, ['forked==2', 'web==1.4']],
  [{ extras: ['s3'] }, ['forked==2', 's3fs==3', 'web==1.4']],
  [{ groups: ['dev'] }, ['forked==2', 'tool==9', 'web==1.4']],
])('extras and groups are those of the markers of PEP 751, with %j', async (choice, pins) => {
  const found = await read(head + packages, choice);
  expect(pinsIn(found, target)).toEqual(pins);
  expect(found.locals).toEqual([{ name: 'app', folder: '.', where: 'pylock.toml' }]);
});

it.each([
  [{ extras: ['no'] }, 'layer.json: pylock.toml has no extra “no”; it has s3'],
  [{ groups: ['no'] }, 'layer.json: pylock.toml has no dependency group “no”; it has main, dev'],
])('%j is refused', async (choice, problem) => {
  expect((await failureOf(read(head + packages, choice))).problems).toEqual([problem]);
});

it.each([
  ['another version', 'lock-version = "2.0"', /lock-version: layerkit reads version 1 only/],
  ['no version', 'created-by = "a"', /lock-version/],
])('a lock of %s is refused', async (_, text, words) => {
  expect((await failureOf(read(text))).problems.join()).toMatch(words);
});

it('a lock for other environments is refused, with the command that makes it', async () => {
  const text = `lock-version = "1.0"\ncreated-by = "uv"\nenvironments = ["sys_platform == 'win32'"]\n`;
  const error = await pinsFailure(await read(text + packageOf('six', '1')), target);
  expect(error.problems).toEqual(['pylock.toml: none of its environments includes python3.12/x86_64']);
  expect(error.hint).toContain('uv export --format=pylock.toml');
});

it('two versions of a package on one target are refused', async () => {
  const text = 'lock-version = "1.0"\n' + packageOf('six', '1') + packageOf('six', '2');
  const error = await pinsFailure(await read(text), target);
  expect(error.problems).toEqual([
    'pylock.toml: no single version of six fits everything that requires it on python3.12/x86_64; it has 1, 2',
  ]);
});

it.each([
  ['vcs = { type = "git", url = "https://me:secret@h/p", commit-id = "1" }', 'version control'],
  ['archive = { url = "https://me:secret@h/p.whl", hashes = {} }', 'archive'],
])('a package with %s is refused by name', async (source, kind) => {
  const error = await pinsFailure(
    await read(`lock-version = "1.0"\n[[packages]]\nname = "six"\n${source}\n`),
    target,
  );
  expect(error.problems).toEqual([
    `pylock.toml: six comes from a source other than a package index (${kind})`,
  ]);
});

it('more versions of a package than real locks have are refused', async () => {
  const versions = Array.from({ length: 51 }, (_, at) => packageOf('six', `${at}`));
  const error = await failureOf(read('lock-version = "1.0"\n' + versions.join('')));
  expect(error.problems).toEqual(['pylock.toml: more than 50 versions of six']);
});
