import { limitVariables, type FetchLimits } from '../settings/fetch-limits.ts';

/** The error of an answer that goes beyond a limit: it has too many bytes, or takes too long. */
export class LimitExceeded extends Error {
  readonly limit: keyof FetchLimits;
  /** The variable that sets the limit. */
  readonly variable: string;

  constructor(limit: keyof FetchLimits, value: number) {
    super(limit.endsWith('Bytes') ? `has more than ${value} bytes` : `takes longer than ${value} seconds`);
    this.limit = limit;
    this.name = 'LimitExceeded';
    this.variable = limitVariables[limit];
  }
}
