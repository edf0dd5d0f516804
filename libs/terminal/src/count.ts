import { formatNumber } from '@layerkit/failure';
/** Formats a count with its noun, with commas in every locale: `1 file`, `7,367 files`. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
