import { formatMilliseconds } from '@layerkit/terminal';
import type { Spread } from '../statistics/spread.ts';

/** Formats a spread as three cells: minimum, median, maximum. */
export const formatSpread = (
  { min, median, max }: Spread,
  format: (value: number) => string,
): readonly string[] => [min, median, max].map(format);

export const formatSeconds = (seconds: number): string => formatMilliseconds(seconds * 1000);
