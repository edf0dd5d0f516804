import { didYouMean, nearNames } from './near-names.ts';

const fields = ['layerName', 'description', 'runtimes', 'requirements', 'memoryMb', 'timeoutSeconds', 'role'];

it.each([
  ['requirement', ['requirements']],
  ['Runtimes', ['runtimes']],
  ['memory_mb', ['memoryMb']],
  ['timeout', ['timeoutSeconds']],
  ['name', ['layerName']],
  ['rol', ['role']],
  ['colour', []],
  ['', []],
])('the names near “%s” are %j', (written, meant) => {
  expect(nearNames(written, fields)).toEqual(meant);
});

it('at most three names are returned, the nearest first, ties sorted by name', () => {
  expect(nearNames('ab', ['abd', 'ac', 'abc', 'ab', 'zz'])).toEqual(['ab', 'abc', 'abd']);
});

it('two swapped characters rank before a different one, and leave at most one more name', () => {
  const runtimes = ['python3.9', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'python3.14'];
  expect(nearNames('python3.21', runtimes)).toEqual(['python3.12', 'python3.11']);
});

it('didYouMean ends a sentence with the near names, or is empty', () => {
  expect(didYouMean('descripton', fields)).toBe('; did you mean description?');
  expect(didYouMean('colour', fields)).toBe('');
});

it('a text of more than 200 characters is not taken for a mistyped name', () => {
  const name = 'a'.repeat(200);
  expect(nearNames(name.replace('a', 'b'), [name])).toEqual([name]);
  expect(nearNames(`${name}b`, [name])).toEqual([]);
});
