import fc from 'fast-check';
import { normalizeProjectName } from '../requirements.ts';
import { parseWheelFileName } from '../tags.ts';

it('a compressed tag set is expanded', () => {
  const { tags } = parseWheelFileName('six-1.17.0-py2.py3-none-any.whl');
  expect(tags).toEqual([
    { interpreter: 'py2', abi: 'none', platform: 'any' },
    { interpreter: 'py3', abi: 'none', platform: 'any' },
  ]);
});

it('a build tag is split into a number and a suffix', () => {
  expect(parseWheelFileName('x-1.0-12abc-py3-none-any.whl').build).toEqual({ number: 12, suffix: 'abc' });
  expect(parseWheelFileName('x-1.0-py3-none-any.whl').build).toBeUndefined();
});

const tagSets = (...sizes: readonly number[]): string =>
  `x-1.0-${sizes.map((size) => Array.from({ length: size }, (_, at) => at.toString(36)).join('.')).join('-')}.whl`;

it('a name may stand for a thousand tags', () => {
  expect(parseWheelFileName(tagSets(10, 10, 10)).tags).toHaveLength(1000);
});

it('a name that no file system can store is refused before it is split, and shown shortened', () => {
  expect(() => parseWheelFileName(tagSets(700, 700, 700))).toThrow(/^“x-1\.0-.{54}…” .* the limit is 255$/);
});

it.each([
  ['x-1.0.tar.gz', 'does not end in .whl'],
  ['x-1.0-py3-none.whl', '4 parts'],
  ['x-1.0-a1-py3-none-any.whl', 'build tag “a1”'],
  ['x-one-py3-none-any.whl', '“one” is not a version'],
  ['../x-1.0-py3-none-any.whl', '“../x” is not a project name'],
  ['x-1.0-py3-none-any/evil.whl', 'is not a tag'],
  [tagSets(11, 10, 10), 'stands for 1100 tags; the limit is 1000'],
])('%s is refused: %s', (name, reason) => {
  expect(() => parseWheelFileName(name)).toThrow(
    expect.objectContaining({
      code: 'platform/invalid-wheel-name',
      message: expect.stringContaining(reason),
    }),
  );
});

it('names that are equal by PEP 503 have the same normalized name, which stays the same', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,6}$/);
  const separator = fc.stringMatching(/^[-_.]{1,3}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), separator, (words, between) => {
      const name = normalizeProjectName(words.join(between).toUpperCase());
      expect(name).toBe(words.join('-'));
      expect(normalizeProjectName(name)).toBe(name);
    }),
  );
});
