import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Result, ResultName } from './results.ts';

/** Where the result of a project’s last such run lies. */
export const resultPath = (outputRoot: string, name: ResultName): string => join(outputRoot, `${name}.json`);

/** Writes the result in one step: a reader sees the old one or the new one, never a half. */
export const writeResult = async <Name extends ResultName>(
  outputRoot: string,
  name: Name,
  result: Result<Name>,
): Promise<void> => {
  await mkdir(outputRoot, { recursive: true });
  await writeFileAtomic(resultPath(outputRoot, name), `${JSON.stringify(result, null, 2)}\n`);
};

/** Removes the result of an earlier run: it must not stand for one that fails before it has a result. */
export const forgetResult = (outputRoot: string, name: ResultName): Promise<void> =>
  rm(resultPath(outputRoot, name), { force: true });
