import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  asDiskRefusal,
  failureCodes,
  isLayerkitError,
  messageOf,
  redactCredentials,
} from '@layerkit/failure';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { forgetResult } from './result-files.ts';
import type { ResultName } from './results.ts';

/** `<executor>.failure.json`: why the last run of an executor failed. There is none where it did not. */
export const failureResultSchema = z
  .strictObject({
    schema: z.literal('layerkit/failure/1'),
    executor: z.string().meta({ examples: ['@layerkit/layer:lock'] }),
    code: z.enum([...failureCodes, 'unexpected']).meta({
      description: 'docs/errors.md explains each one; unexpected is a defect of layerkit.',
    }),
    message: z.string().meta({ description: 'The problem, its place and the value that caused it.' }),
    problems: z.array(z.string()).meta({ description: 'Each one, where there are several.' }),
    hint: z.string().optional().meta({ description: 'An instruction: what to do next.' }),
  })
  .meta({
    title: 'EXECUTOR.failure.json',
    description:
      'Why the last run of an executor failed, as it was printed: build.failure.json, lock.failure.json and so on, beside the project’s other results. The next run removes it; of a build that Nx takes from its cache nothing runs, and what counts is that a manifest.json is there.',
  });

export type FailureResult = z.infer<typeof failureResultSchema>;

export interface RecordedRun {
  /** Where the project’s results lie. */
  readonly outputRoot: string;
  /** `@layerkit/layer:lock` */
  readonly executor: string;
  /** What it leaves there where it comes to a result. */
  readonly result?: ResultName | undefined;
}

/**
 * Runs an executor’s work so that machines see why it failed: what is thrown is left as
 * `<executor>.failure.json`, and goes on. What an earlier run has left, of either kind, is removed first: it
 * must not stand for this one.
 */
export const recordingFailure = async (run: RecordedRun, work: () => Promise<void>): Promise<void> => {
  try {
    await rm(failurePath(run), { force: true });
    if (run.result !== undefined) await forgetResult(run.outputRoot, run.result);
    await work();
  } catch (error) {
    // what can't be left where nothing can be written is printed all the same
    await writeFailure(run, error).catch(() => undefined);
    throw error;
  }
};

/** Leaves a failure that was not thrown. */
export const writeFailure = async (run: RecordedRun, error: unknown): Promise<void> => {
  await mkdir(run.outputRoot, { recursive: true });
  await writeFileAtomic(failurePath(run), `${JSON.stringify(toldOf(error, run.executor), null, 2)}\n`);
};

const failurePath = ({ outputRoot, executor }: RecordedRun): string =>
  join(outputRoot, `${executor.replace(/^.*:/, '')}.failure.json`);

const toldOf = (thrown: unknown, executor: string): FailureResult => {
  const error = asDiskRefusal(thrown);
  const about = { schema: 'layerkit/failure/1', executor } as const;
  if (!isLayerkitError(error)) {
    return { ...about, code: 'unexpected', message: redactCredentials(messageOf(error)), problems: [] };
  }
  const { code, message, problems, hint } = error;
  return {
    ...about,
    code,
    message: redactCredentials(message),
    problems: problems.map(redactCredentials),
    hint: hint === undefined ? undefined : redactCredentials(hint),
  };
};
