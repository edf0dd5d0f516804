/** A Jest matcher that takes these arguments after the received value. */
export type Matcher<Expected extends readonly unknown[]> = (
  this: jest.MatcherContext,
  received: unknown,
  ...expected: Expected
) => jest.CustomMatcherResult;
