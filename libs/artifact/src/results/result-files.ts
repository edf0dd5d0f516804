import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatJson } from '@layerkit/failure';
import { replaceFile } from '@layerkit/temporary-files';
import type { Result, ResultName } from './results.ts';

/** Returns the path of a project’s result file. */
export const resultPath = (outputRoot: string, name: ResultName): string => join(outputRoot, `${name}.json`);

/** Writes a result file atomically: a reader sees either the old result or the new one. */
export const writeResult = async <Name extends ResultName>(
  outputRoot: string,
  name: Name,
  result: Result<Name>,
): Promise<void> => {
  await mkdir(outputRoot, { recursive: true });
  await replaceFile(resultPath(outputRoot, name), `${formatJson(result)}\n`, { flush: true });
};

/** Deletes the result of an earlier run, so that it does not pass for the result of a run that fails. */
export const forgetResult = (outputRoot: string, name: ResultName): Promise<void> =>
  rm(resultPath(outputRoot, name), { force: true });
