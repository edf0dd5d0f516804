import { formatMilliseconds } from '@layerkit/terminal';
import type { Spread } from '../statistics/spread.ts';

/** The cells of a spread: the least, the middle and the most. */
export const formatSpread = (
  { min, median, max }: Spread,
  format: (value: number) => string,
): readonly string[] => [min, median, max].map(format);

export const formatSeconds = (seconds: number): string => formatMilliseconds(seconds * 1000);
