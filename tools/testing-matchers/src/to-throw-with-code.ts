import { isLayerkitError, type FailureCode } from '@layerkit/failure';
import type { Matcher } from './matcher.ts';

/** The fields of a LayerkitError that a test can expect in addition to its code. */
export interface ExpectedFailure {
  readonly message?: unknown;
  readonly hint?: unknown;
  readonly problems?: unknown;
  readonly cause?: unknown;
}

/**
 * Checks that a function throws, or a promise after `.rejects` is rejected with, a LayerkitError with this code
 * and with the other fields as expected. Each field is compared as a whole. Any other error fails the test.
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
