import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { pinsFailure, pinsIn } from '../../../test/pins-in.ts';
import { checkPython } from '../../requirements/python-range.ts';
import { readPipfileLock } from './read-pipfile-lock.ts';

/** The acceptance tests compare with the real Pipenv. */
const scratch = temporaryFolders();
const target = parseTarget('python3.12/x86_64');

const pipfile = `
[packages]
Web = {version = ">=1", extras = ["fast"]}
winonly = {version = "*", sys_platform = "== 'win32'"}
[dev-packages]
tool = "*"
[scripts]
start = "python app.py"
[pipenv]
allow_prereleases = true
`;

const digest = `sha256:${'1'.repeat(64)}`;
const lock = {
  _meta: { hash: { sha256: 'x' }, 'pipfile-spec': 6, requires: { python_version: '3.12' }, sources: [] },
  default: {
    web: { version: '==1.4', hashes: [digest], extras: ['fast'], index: 'pypi' },
    speedups: { version: '==0.3', markers: "python_version >= '3.8'" },
    winonly: { version: '*', sys_platform: "== 'win32'" },
    older: { version: '==1.0', markers: "python_version < '3.11'" },
  },
  develop: { tool: { version: '==9' }, web: { version: '==1.4', hashes: [digest] } },
  plot: { draw: { version: '==2' } },
};

const read = async (groups: readonly string[] = [], changed: object = lock) => {
  const folder = await scratch();
  await writeTree(folder, { Pipfile: pipfile, 'Pipfile.lock': JSON.stringify(changed) });
  return readPipfileLock(folder, { file: 'Pipfile.lock', groups });
};

it.each([
  [[], ['speedups==0.3', 'web==1.4']],
  [['develop'], ['speedups==0.3', 'tool==9', 'web==1.4']],
  [['dev-packages'], ['speedups==0.3', 'tool==9', 'web==1.4']],
  [['plot'], ['draw==2', 'speedups==0.3', 'web==1.4']],
])('the pins are those of default and of the categories %j', async (groups, pins) => {
  expect(pinsIn(await read(groups), target)).toEqual(pins);
});

it('the requirements are those of the Pipfile, and the files those of the lock', async () => {
  const { requirements, hashes } = await read();
  expect(requirements.map(({ text }) => text)).toEqual(['web[fast]>=1', "winonly ; sys_platform == 'win32'"]);
  expect([...(hashes?.get('web') ?? [])]).toEqual(['1'.repeat(64)]);
});

it('a lock for another Python is refused', async () => {
  const requirements = await read();
  expect(() => {
    checkPython(requirements, parseTarget('python3.13/x86_64'));
  }).toThrow(/Pipfile\.lock requires Python ==3\.12\.\*/);
});

it('an unknown category is refused', async () => {
  const error = await failureOf(read(['no']));
  expect(error.problems).toEqual([
    'layer.json: Pipfile.lock has no category “no”; it has default, develop, plot',
  ]);
});

it.each([
  [{ git: 'https://me:secret@h/p', ref: 'main' }, 'web comes from a source other than a package index (git)'],
  [{ file: 'https://me:secret@h/p.whl' }, 'web comes from a source other than a package index (file)'],
  [{ path: './web.whl' }, 'web comes from a source other than a package index (path)'],
  [{ version: '*' }, 'web has no exact version'],
])('a package with %j is refused by name', async (pin, words) => {
  const error = await pinsFailure(await read([], { ...lock, default: { web: pin } }), target);
  expect(error.problems).toContain(`Pipfile.lock: ${words}`);
  expect(error.problems.join('\n')).not.toContain('secret');
});

it('a project in a folder is a local package', async () => {
  const own = { ...lock.default, app: { path: '.', editable: true } };
  const found = await read([], { ...lock, default: own });
  expect(pinsIn(found, target)).toEqual(['speedups==0.3', 'web==1.4']);
  expect(found.locals).toEqual([{ name: 'app', folder: '.', where: 'Pipfile.lock' }]);
});

it('a Pipfile is read through its lock', async () => {
  const folder = await scratch();
  await writeTree(folder, { Pipfile: pipfile });
  const error = await failureOf(readPipfileLock(folder, { file: 'Pipfile' }));
  expect([error.code, error.hint]).toEqual(['requirements/missing', expect.stringContaining('pipenv lock')]);
  await writeTree(folder, { 'Pipfile.lock': JSON.stringify(lock) });
  expect(pinsIn(await readPipfileLock(folder, { file: 'Pipfile' }), target)).toHaveLength(2);
});
