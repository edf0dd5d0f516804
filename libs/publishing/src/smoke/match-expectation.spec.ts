import fc from 'fast-check';
import { describeMismatch, matchExpectation } from './match-expectation.ts';

const json = fc.json({ maxDepth: 4 }).map((text): unknown => JSON.parse(text));
const key = fc.constantFrom('a', 'b', 'a key', '__proto__', 'toString', '');

/** Adds a key to every object of the value, which an expectation allows. */
const widen = (value: unknown, extra: string): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => widen(item, extra));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [name, widen(item, extra)]);
  const has = Object.hasOwn(value, extra);
  return Object.fromEntries(has ? entries : [...entries, [extra, 'more']]);
};

it('every value matches itself', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(matchExpectation(value, structuredClone(value))).toEqual([]);
    }),
  );
});

it('additional keys in objects never make a difference, at any depth', () => {
  fc.assert(
    fc.property(json, key, (value, extra) => {
      expect(matchExpectation(value, widen(value, extra))).toEqual([]);
    }),
  );
});

it('two different values without objects never match', () => {
  const plain = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const value = fc.oneof(plain, fc.array(plain));
  fc.assert(
    fc.property(value, value, (expected, actual) => {
      const same = JSON.stringify(expected) === JSON.stringify(actual);
      expect(matchExpectation(expected, actual).length === 0).toBe(same);
    }),
  );
});

it('a missing key is always reported, even if objects inherit the name', () => {
  fc.assert(
    fc.property(key, json, (name, value) => {
      const [mismatch] = matchExpectation(Object.fromEntries([[name, value]]), {});
      expect(mismatch).toEqual({ path: expect.stringMatching(/^\$[.[]/), expected: value });
    }),
  );
});

it.each([
  [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, ['$.a.b[1]: expected 2, found 3']],
  [{ a: 1, b: 2 }, { c: 3 }, ['$.a: expected 1, found nothing', '$.b: expected 2, found nothing']],
  [{ 'a key': 1 }, { 'a key': null }, ['$["a key"]: expected 1, found null']],
  [{ a_B1: 1, _: 2 }, {}, ['$.a_B1: expected 1, found nothing', '$._: expected 2, found nothing']],
  [{ '1a': 1, é: 2 }, {}, ['$["1a"]: expected 1, found nothing', '$["é"]: expected 2, found nothing']],
  [[1, 2], [1], ['$: expected [1,2], found [1]']],
  [{ a: [] }, { a: {} }, ['$.a: expected [], found {}']],
  [null, { a: 1 }, ['$: expected null, found {"a":1}']],
  [{}, [], ['$: expected {}, found []']],
  ['1', 1, ['$: expected "1", found 1']],
  [[{ a: 1 }], [{ a: 1, b: 2 }], []],
])('%j is compared with %j', (expected, actual, problems) => {
  expect(matchExpectation(expected, actual).map(describeMismatch)).toEqual(problems);
});
