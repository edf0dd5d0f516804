/** A difference between a response and its expectation. `actual` is absent if the response has no value there. */
export interface Mismatch {
  /** JSONPath of the value: `$.modules.boto3`, `$.names[2]`, `$["a key"]`. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual?: unknown;
}

/**
 * Compares a JSON response with an expectation. Objects may have more keys than expected. Everything else must
 * be equal, and arrays must have the same length and order.
 * @returns every difference
 */
export const matchExpectation = (expected: unknown, actual: unknown, path = '$'): readonly Mismatch[] => {
  if (Array.isArray(expected) && Array.isArray(actual)) return matchArrays(expected, actual, path);
  if (isObject(expected) && isObject(actual))
    return Object.entries(expected).flatMap(([key, value]) =>
      Object.hasOwn(actual, key)
        ? matchExpectation(value, actual[key], `${path}${step(key)}`)
        : [{ path: `${path}${step(key)}`, expected: value }],
    );
  return expected === actual ? [] : [{ path, expected, actual }];
};

/** Formats a mismatch as one line. */
export const describeMismatch = (mismatch: Mismatch): string => {
  const { path, expected } = mismatch;
  const found = 'actual' in mismatch ? JSON.stringify(mismatch.actual) : 'nothing';
  return `${path}: expected ${JSON.stringify(expected)}, found ${found}`;
};

const matchArrays = (
  expected: readonly unknown[],
  actual: readonly unknown[],
  path: string,
): readonly Mismatch[] =>
  expected.length === actual.length
    ? expected.flatMap((value, index) => matchExpectation(value, actual[index], `${path}[${index}]`))
    : [{ path, expected, actual }];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const step = (key: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
