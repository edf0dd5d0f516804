import { formatNumber } from '@layerkit/failure';
/** Returns the first problems of one file, and the number of the others as the last line. */
export const firstProblems = (problems: readonly string[]): readonly string[] => {
  const rest = problems.length - shown;
  return rest > 1 ? [...problems.slice(0, shown), `has ${formatNumber(rest)} more problems`] : problems;
};

const shown = 10;
