/** A matcher of Jest’s that takes these arguments after what it judges. */
export type Matcher<Expected extends readonly unknown[]> = (
  this: jest.MatcherContext,
  received: unknown,
  ...expected: Expected
) => jest.CustomMatcherResult;
