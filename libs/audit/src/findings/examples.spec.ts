import fc from 'fast-check';
import { commonPath, countFiles, listExamples } from './examples.ts';
import { sayOfEach } from './of-each.ts';

it('the first three are named, and a rest of one is named too', () => {
  expect(listExamples(['a'])).toBe('a');
  expect(listExamples(['a', 'b', 'c', 'd'])).toBe('a, b, c, d');
  expect(listExamples(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  expect(listExamples(['a', 'b', 'c'], 1)).toBe('a and 2 more');
  expect(listExamples(Array.from({ length: 1503 }, () => 'a'))).toBe('a, a, a and 1,500 more');
});

it('files are counted in words', () => {
  expect([0, 1, 2, 7367].map(countFiles)).toEqual(['0 files', '1 file', '2 files', '7,367 files']);
});

it('the common path of several paths is the innermost folder that has all of them', () => {
  const path = fc
    .array(fc.constantFrom('a', 'ab', 'b'), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.uniqueArray(path, { minLength: 2, maxLength: 4 }), (paths) => {
      const folders = paths.map((one) => one.split('/').slice(0, -1));
      const [first = []] = folders;
      const differs = first.findIndex((part, at) => folders.some((other) => other[at] !== part));
      const common = first.slice(0, differs < 0 ? first.length : differs);
      expect(commonPath(paths)).toBe(common.length === 0 ? undefined : `${common.join('/')}/`);
    }),
  );
  expect([commonPath(['a/b']), commonPath([])]).toEqual(['a/b', undefined]);
});

it('a finding about several files names and counts them, sorted and with visible characters', () => {
  expect(sayOfEach(['python/a'], 'is encrypted')).toEqual({ path: 'python/a', message: 'is encrypted' });
  expect(sayOfEach(['python/b', 'python/a\u001b'], 'is encrypted')).toEqual({
    path: 'python/',
    message: 'each of 2 files ("python/a\\u001b", python/b) is encrypted',
  });
});
