import { z } from 'zod';

// The building blocks of request schemas. Their messages are the ends of AWS's sentences: parse.ts prepends
// the member's name and value.

export interface TextRules {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** A pattern for the whole text, shown unchanged in refusals. */
  readonly pattern?: string | undefined;
}

export const mustMatch = (pattern: string): string =>
  `Member must satisfy regular expression pattern: ${pattern}`;
export const atMostLong = (max: number): string => `Member must have length less than or equal to ${max}`;
export const atLeastLong = (min: number): string => `Member must have length greater than or equal to ${min}`;
export const oneOf = (values: readonly string[]): string =>
  `Member must satisfy enum value set: [${values.join(', ')}]`;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 's');

export const text = (rules: TextRules = {}) => {
  const { min, max, pattern } = rules;
  const shortEnough = max === undefined ? z.string() : z.string().max(max, atMostLong(max));
  const longEnough = min === undefined ? shortEnough : shortEnough.min(min, atLeastLong(min));
  return pattern === undefined ? longEnough : longEnough.regex(whole(pattern), mustMatch(pattern));
};

/** @param shown the values in AWS's refusal, if they differ from the accepted ones */
export const choice = (values: readonly string[], shown = values) =>
  z.string().refine((value) => values.includes(value), oneOf(shown));

export const integer = (min: number, max: number) =>
  z
    .int()
    .min(min, `Member must have value greater than or equal to ${min}`)
    .max(max, `Member must have value less than or equal to ${max}`);

/** An integer in a path or a query. */
export const integerText = (min: number, max: number) =>
  z
    .string()
    .transform((value) => (/^-?\d+$/.test(value) ? Number(value) : value))
    .pipe(integer(min, max));

export interface ListRules {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The condition for every member, and AWS's message if it is not met. */
  readonly member?: { readonly accepts: (value: string) => boolean; readonly message: string } | undefined;
}

/** A list of texts. AWS refuses the whole list if any member is wrong. */
export const list = (rules: ListRules) => {
  const { min, max, member } = rules;
  const shortEnough = max === undefined ? z.array(z.string()) : z.array(z.string()).max(max, atMostLong(max));
  const longEnough = min === undefined ? shortEnough : shortEnough.min(min, atLeastLong(min));
  if (member === undefined) return longEnough;
  return longEnough.refine((values) => values.every(member.accepts), {
    message: member.message,
    when: ({ value }) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  });
};

export const memberMustSatisfy = (...constraints: readonly string[]): string =>
  `Member must satisfy constraint: [${[...constraints, 'Member must not be null'].join(', ')}]`;

export const matches = (pattern: string) => {
  const expression = whole(pattern);
  return (value: string): boolean => expression.test(value);
};

/** Marks a member that may contain a secret. AWS does not repeat its value. */
export const sensitive = { params: { sensitive: true } };
