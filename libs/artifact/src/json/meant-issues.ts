import type { z } from 'zod';

/**
 * Where several shapes were allowed and none fits: what is wrong with the one that was meant. That is the one
 * whose type is right, so that what is wrong lies deeper or in the value; where none is, the issue as it is.
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
