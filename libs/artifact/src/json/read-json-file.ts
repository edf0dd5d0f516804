import { isLayerkitError, LayerkitError, type FailureCode, type FailureReport } from '@layerkit/failure';
import type { z } from 'zod';
import { describeIssues } from './describe-issue.ts';
import { describeJsonFault } from './json-fault.ts';
import { readTextFile } from '../text/read-text-file.ts';

export interface JsonFailures {
  readonly missing: { readonly code: FailureCode; readonly hint: string };
  readonly invalid: FailureCode;
  /** The hint for an invalid file. */
  readonly invalidHint?: string | undefined;
}

/** Reads a JSON file and returns its value, checked against a schema. */
export const readJsonFile = async <T>(
  path: string,
  schema: z.ZodType<T>,
  failures: JsonFailures,
): Promise<T> => parseJsonText(await readRequiredText(path, failures), schema, { path, ...failures });

/** The file that a text was read from, and its error if it is invalid. */
export interface JsonOrigin extends Pick<JsonFailures, 'invalid' | 'invalidHint'> {
  readonly path: string;
}

/** Parses a JSON text and returns its value, checked against a schema. */
export const parseJsonText = async <T>(
  text: string,
  schema: z.ZodType<T>,
  origin: JsonOrigin,
): Promise<T> => {
  const result = schema.safeParse(await parseJson(text, origin), { reportInput: true });
  if (result.success) return result.data;
  throw invalid(origin, {
    message: `${origin.path} is invalid`,
    problems: describeIssues(result.error.issues, schema),
    cause: result.error,
  });
};

/** Reads the text of a JSON file. A missing file is the failure `missing`. */
export const readRequiredText = async (path: string, failures: JsonFailures): Promise<string> => {
  try {
    return await readTextFile(path);
  } catch (cause) {
    if (isLayerkitError(cause)) throw cause;
    const { code, hint } = failures.missing;
    throw new LayerkitError({ code, message: `${path} can’t be read`, hint, cause });
  }
};

const parseJson = async (text: string, origin: JsonOrigin): Promise<unknown> => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const problems = [await describeJsonFault(text, cause)];
    throw invalid(origin, { message: `${origin.path} is not valid JSON`, problems, cause });
  }
};

const invalid = (
  { invalid: code, invalidHint }: JsonOrigin,
  report: Omit<FailureReport, 'code' | 'hint'>,
): LayerkitError => new LayerkitError({ code, ...report, hint: invalidHint });
