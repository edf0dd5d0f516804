import { commonPath, countFiles, listExamples } from './examples.ts';

/** Where something was found that is said of each of several files: of one alone its path says it all. */
export interface SaidOfEach {
  /** The file, or the folder that all lie in. */
  readonly path: string | undefined;
  readonly message: string;
}

/** `is encrypted` of one file; `each of 24 files (a, b, c and 21 more) is encrypted` of several. */
export const sayOfEach = (paths: readonly string[], text: string): SaidOfEach => {
  const sorted = [...paths].sort();
  return {
    path: commonPath(sorted),
    message:
      sorted.length === 1 ? text : `each of ${countFiles(sorted.length)} (${listExamples(sorted)}) ${text}`,
  };
};
