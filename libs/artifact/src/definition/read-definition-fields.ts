import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { describeJsonFault } from '../json/json-fault.ts';
import { readTextFile } from '../text/read-text-file.ts';

export type DefinitionFields = Readonly<Record<string, unknown>>;

/**
 * Returns the fields of a layer.json or function.json, unchecked: the executors report invalid fields.
 * @param file relative to the workspace
 * @throws LayerkitError definition/invalid if the file contains no JSON object
 */
export const readDefinitionFields = async (
  workspaceRoot: string,
  file: string,
): Promise<DefinitionFields> => {
  const value = await parse(await readTextFile(join(workspaceRoot, file)), file);
  if (isObject(value)) return value;
  throw invalid(file, 'it must contain a JSON object');
};

/** Whether a JSON value is an object with fields. */
export const isObject = (value: unknown): value is DefinitionFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = async (text: string, file: string): Promise<unknown> => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(file, await describeJsonFault(text, cause), cause);
  }
};

const invalid = (file: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `${file} is invalid: ${reason}`,
    cause,
  });
