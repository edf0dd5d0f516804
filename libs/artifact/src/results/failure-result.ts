import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  asDiskRefusal,
  documentation,
  failureCodes,
  formatJson,
  isLayerkitError,
  messageOf,
} from '@layerkit/failure';
import { replaceFile } from '@layerkit/temporary-files';
import { z } from 'zod';
import { forgetResult } from './result-files.ts';
import type { ResultName } from './results.ts';

/** `<executor>.failure.json`: why the last run of an executor failed. Absent if it did not fail. */
export const failureResultSchema = z
  .strictObject({
    schema: z.literal('layerkit/failure/1'),
    executor: z.string().meta({ examples: ['@layerkit/layer:lock'] }),
    code: z.enum([...failureCodes, 'unexpected']).meta({
      description: `${documentation('errors')} explains each code. unexpected is a bug in layerkit.`,
    }),
    message: z.string().meta({ description: 'The problem, its place and the value that caused it.' }),
    problems: z.array(z.string()).meta({ description: 'One line per problem, if there are several.' }),
    hint: z.string().optional().meta({ description: 'An instruction: what to do next.' }),
  })
  .meta({
    title: 'EXECUTOR.failure.json',
    description:
      'Why the last run of an executor failed, as it was printed: build.failure.json, lock.failure.json and so on, next to the project’s other results. The next run deletes it. When Nx restores a build from its cache, nothing runs and the file stays; an existing manifest.json then shows that the build succeeded.',
  });

export type FailureResult = z.infer<typeof failureResultSchema>;

export interface RecordedRun {
  /** The folder of the project’s results. */
  readonly outputRoot: string;
  /** `@layerkit/layer:lock` */
  readonly executor: string;
  /** The result file that it writes there if it succeeds. */
  readonly result?: ResultName | undefined;
}

/**
 * Runs an executor’s work and records its failure for machines: writes a thrown error to `<executor>.failure.json` and
 * throws it again. First it deletes the result and failure files of an earlier run, which must not pass for this one’s.
 */
export const recordingFailure = async (run: RecordedRun, work: () => Promise<void>): Promise<void> => {
  try {
    await forgetFailure(run);
    if (run.result !== undefined) await forgetResult(run.outputRoot, run.result);
    await work();
  } catch (error) {
    // If the file can't be written, the error is still printed
    await writeFailure(run, error).catch(() => undefined);
    throw error;
  }
};

/** Deletes the failure file of an earlier run. */
export const forgetFailure = (run: Pick<RecordedRun, 'outputRoot' | 'executor'>): Promise<void> =>
  rm(failurePath(run), { force: true });

/** Writes the failure file of an error, thrown or not. */
export const writeFailure = async (run: RecordedRun, error: unknown): Promise<void> => {
  await mkdir(run.outputRoot, { recursive: true });
  await replaceFile(failurePath(run), `${formatJson(failureResultOf(error, run.executor))}\n`, {
    flush: true,
  });
};

const failurePath = ({ outputRoot, executor }: Pick<RecordedRun, 'outputRoot' | 'executor'>): string =>
  join(outputRoot, `${executor.replace(/^.*:/, '')}.failure.json`);

const failureResultOf = (thrown: unknown, executor: string): FailureResult => {
  const error = asDiskRefusal(thrown);
  const about = { schema: 'layerkit/failure/1', executor } as const;
  if (!isLayerkitError(error))
    return { ...about, code: 'unexpected', message: messageOf(error), problems: [] };
  const { code, message, problems, hint } = error;
  return { ...about, code, message, problems: [...problems], hint };
};
