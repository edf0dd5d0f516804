import { readFile } from 'node:fs/promises';
import { LayerkitError, type FailureCode, type FailureReport } from '@layerkit/failure';
import type { z } from 'zod';
import { describeIssue } from './describe-issue.ts';
import { meantIssues } from './meant-issues.ts';

export interface JsonFailures {
  readonly missing: { readonly code: FailureCode; readonly hint: string };
  readonly invalid: FailureCode;
  /** What to do about a file that is there and wrong. */
  readonly invalidHint?: string;
}

/** Reads a JSON file and holds it against a schema; what comes back can be trusted. */
export const readJsonFile = async <T>(
  path: string,
  schema: z.ZodType<T>,
  failures: JsonFailures,
): Promise<T> => {
  const text = await readText(path, failures);
  const result = schema.safeParse(parseJson(text, path, failures), { reportInput: true });
  if (result.success) return result.data;
  throw invalid(failures, {
    message: `${path} does not hold what it should`,
    problems: result.error.issues.flatMap(meantIssues).flatMap((issue) => describeIssue(issue, schema)),
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
    throw invalid(failures, { message: `${path} is no JSON`, problems: [String(cause)], cause });
  }
};

const invalid = (
  { invalid: code, invalidHint }: JsonFailures,
  report: Omit<FailureReport, 'code' | 'hint'>,
): LayerkitError =>
  new LayerkitError({ code, ...report, ...(invalidHint === undefined ? {} : { hint: invalidHint }) });
