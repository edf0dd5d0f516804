import { readFile } from 'node:fs/promises';
import { LayerkitError, type FailureCode } from '@layerkit/failure';
import type { z } from 'zod';

export interface JsonFailures {
  readonly missing: { readonly code: FailureCode; readonly hint: string };
  readonly invalid: FailureCode;
}

/** Reads a JSON file and holds it against a schema; what comes back can be trusted. */
export const readJsonFile = async <T>(
  path: string,
  schema: z.ZodType<T>,
  failures: JsonFailures,
): Promise<T> => {
  const text = await readText(path, failures);
  const result = schema.safeParse(parseJson(text, path, failures));
  if (result.success) return result.data;
  throw new LayerkitError({
    code: failures.invalid,
    message: `${path} does not hold what it should`,
    problems: result.error.issues.map(describeIssue),
    cause: result.error,
  });
};

const readText = async (path: string, failures: JsonFailures): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code, hint } = failures.missing;
    throw new LayerkitError({ code, message: `${path} can’t be read`, hint, cause });
  }
};

const parseJson = (text: string, path: string, failures: JsonFailures): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LayerkitError({
      code: failures.invalid,
      message: `${path} is no JSON`,
      problems: [String(cause)],
      cause,
    });
  }
};

const describeIssue = (issue: z.core.$ZodIssue): string => {
  const where = issue.path.map(String).join('.');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
};
