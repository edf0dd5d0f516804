import type { z } from 'zod';

/**
 * Replaces the issue of a union by the issues of the shape that was meant: the one with the right type, whose fields or
 * value are wrong. Returns the issue unchanged if there is no such shape.
 */
export const meantIssues = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((shape) => !shape.some(isOfWrongType));
  if (meant === undefined) return [issue];
  return meant
    .map((inner): z.core.$ZodIssue => ({ ...inner, path: [...issue.path, ...inner.path] }))
    .flatMap(meantIssues);
};

const isOfWrongType = ({ code, path }: z.core.$ZodIssue): boolean =>
  code === 'invalid_type' && path.length === 0;
