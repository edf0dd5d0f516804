/** Whether two versions are equal, ignoring trailing zeros (PEP 440, "Version matching"). */
export const sameVersion = (a: string, b: string): boolean => withoutZeros(a) === withoutZeros(b);

/** Removes trailing zeros, so that equal versions have the same spelling. */
export const withoutZeros = (version: string): string =>
  version.toLowerCase().replace(/(?<!\.0)(?:\.0)+$/, '');
