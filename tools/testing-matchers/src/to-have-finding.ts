import type { Finding, FindingCode } from '@layerkit/artifact/finding';
import type { Matcher } from './matcher.ts';

export type ExpectedFinding = Partial<Record<Exclude<keyof Finding, 'code'>, unknown>>;

/** Checks that one of the findings has this code, and the other fields as expected. */
export const toHaveFinding: Matcher<[code: FindingCode, fields?: ExpectedFinding]> = function (
  received,
  code,
  fields = {},
) {
  const { utils } = this;
  if (!Array.isArray(received)) throw new TypeError('toHaveFinding needs a list of findings');
  const expected = { code, ...fields };
  return {
    pass: received.some((finding: unknown) =>
      this.equals(finding, expected, [...this.customTesters, utils.subsetEquality]),
    ),
    message: () =>
      `${utils.matcherHint('toHaveFinding', undefined, 'code', { isNot: this.isNot ?? false })}\n\n` +
      `Expected: ${this.isNot ? 'no ' : ''}${utils.printExpected(expected)}\n` +
      `Received: ${utils.printReceived(received)}`,
  };
};
