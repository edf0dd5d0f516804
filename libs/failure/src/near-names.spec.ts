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
])('whoever writes %s may have meant %j', (written, meant) => {
  expect(nearNames(written, fields)).toEqual(meant);
});

it('the nearest come first, three at most, and equals by name', () => {
  expect(nearNames('ab', ['abd', 'ac', 'abc', 'ab', 'zz'])).toEqual(['ab', 'abc', 'abd']);
});

it('two characters that changed places come before another one, and what is farther is left out', () => {
  const runtimes = ['python3.9', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'python3.14'];
  expect(nearNames('python3.21', runtimes)).toEqual(['python3.12', 'python3.11']);
});

it('as the end of a sentence it names them, or is not there', () => {
  expect(didYouMean('descripton', fields)).toBe('; did you mean description?');
  expect(didYouMean('colour', fields)).toBe('');
});
