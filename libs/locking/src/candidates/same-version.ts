/** PEP 440, "Version matching": zeros at the end make no difference. */
export const sameVersion = (a: string, b: string): boolean => withoutZeros(a) === withoutZeros(b);

/** The same text for all spellings of a version that differ in zeros at the end only. */
export const withoutZeros = (version: string): string => version.toLowerCase().replace(/(?:\.0)+$/, '');
