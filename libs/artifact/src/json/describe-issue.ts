import type { z } from 'zod';

/**
 * A problem that zod found, as one line: where, what is wrong, and the value that stands there, unless it is of a
 * wrong type altogether. The schema has to have been asked with `reportInput`.
 */
export const describeIssue = (issue: z.core.$ZodIssue): string => {
  const where = issue.path.map(String).join('.');
  return where === '' ? describe(issue) : `${where}: ${describe(issue)}`;
};

const describe = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') return `no such field: ${issue.keys.join(', ')}`;
  if (isMissing(issue)) return 'is missing';
  if (issue.code === 'invalid_type') return issue.message;
  if (issue.code === 'invalid_value')
    return `${show(issue.input)} is none of ${issue.values.map(String).join(', ')}`;
  if (issue.path.length === 0) return issue.message;
  return `${issue.message}; found ${show(issue.input)}`;
};

const isMissing = ({ code, input }: z.core.$ZodIssue): boolean =>
  input === undefined && (code === 'invalid_type' || code === 'invalid_value');

const longest = 80;

const show = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};
