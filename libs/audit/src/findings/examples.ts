import { formatNumber } from '@layerkit/failure';

/** Returns the first few of a list, for a message: `a, b, c and 21 more`. */
export const listExamples = (all: readonly string[], shown = 3): string => {
  const rest = all.length - shown;
  return rest > 1 ? `${all.slice(0, shown).join(', ')} and ${formatNumber(rest)} more` : all.join(', ');
};

/** Formats a number of files, the same in every locale: `1 file`, `7,367 files`. */
export const countFiles = (files: number): string => countOf(files, 'file');

/** Formats a number with a noun that takes an s: `1 error`, `24 errors`. */
export const countOf = (count: number, noun: string): string =>
  `${formatNumber(count)} ${count === 1 ? noun : `${noun}s`}`;

/**
 * Returns the only path, or the innermost folder that contains all paths, with a `/` at its end. Returns
 * undefined for the whole zip.
 */
export const commonPath = (paths: readonly string[]): string | undefined => {
  const [first = ''] = paths;
  if (paths.length < 2) return first || undefined;
  const length = paths.reduce((sum, path) => sharedLength(first.slice(0, sum), path), first.length);
  return first.slice(0, first.lastIndexOf('/', length - 1) + 1) || undefined;
};

const sharedLength = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
};
