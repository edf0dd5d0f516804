import { isLayerkitError, type FailureCode } from '@layerkit/failure';
import type { Matcher } from './matcher.ts';

/** What a test may expect of a LayerkitError beside its code. */
export interface ExpectedFailure {
  readonly message?: unknown;
  readonly hint?: unknown;
  readonly problems?: unknown;
  readonly cause?: unknown;
}

/**
 * Whether a function throws, or after `.rejects` a promise is rejected with, a LayerkitError of this code
 * whose other fields are as expected, each whole. Any other error is none.
 */
export const toThrowWithCode: Matcher<[code: FailureCode, fields?: ExpectedFailure]> = function (
  received,
  code,
  fields = {},
) {
  const { utils } = this;
  const hint = utils.matcherHint('toThrowWithCode', undefined, 'code', { isNot: this.isNot ?? false });
  const thrown = this.promise === 'rejects' ? received : thrownBy(received);
  const expected = { code, ...fields };
  if (!isLayerkitError(thrown)) {
    const what = `Expected: LayerkitError ${utils.printExpected(expected)}`;
    return { pass: false, message: () => `${hint}\n\n${what}\nReceived: ${utils.printReceived(thrown)}` };
  }
  const actual = fieldsOf(thrown, Object.keys(expected));
  return {
    pass: this.equals(actual, expected, [...this.customTesters, utils.iterableEquality]),
    message: () => `${hint}\n\n${utils.diff(expected, actual) ?? ''}`,
  };
};

const thrownBy = (received: unknown): unknown => {
  if (typeof received !== 'function') throw new TypeError('toThrowWithCode needs a function, or .rejects');
  try {
    (received as () => unknown)();
  } catch (error) {
    return error;
  }
  return undefined;
};

const fieldsOf = (error: object, names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, Reflect.get(error, name) as unknown]));
