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

it.each([
  ['x-1.0.tar.gz', 'does not end in .whl'],
  ['x-1.0-py3-none.whl', '4 parts'],
  ['x-1.0-a1-py3-none-any.whl', 'build tag “a1”'],
  ['x-one-py3-none-any.whl', '“one” is not a version'],
  ['../x-1.0-py3-none-any.whl', '“../x” is not a project name'],
  ['x-1.0-py3-none-any/evil.whl', 'is not a tag'],
  [
    `x-1.0-${Array.from({ length: 40 }, (_, at) => `py${at}`).join('.')}-a.b.c.d.e-f.g.h.i.j.k.whl`,
    'is not a tag',
  ],
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
