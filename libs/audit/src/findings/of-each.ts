import { quoteName } from '@layerkit/zip';
import { commonPath, countFiles, listExamples } from './examples.ts';

/** A path and a message about one or more files. */
export interface SaidOfEach {
  /** The file, or the folder that contains all files. */
  readonly path: string | undefined;
  readonly message: string;
}

/** Returns `is encrypted` for one file, and `each of 24 files (a, b, c and 21 more) is encrypted` for several. */
export const sayOfEach = (paths: readonly string[], text: string): SaidOfEach => {
  const sorted = [...paths].sort();
  return {
    path: commonPath(sorted),
    message:
      sorted.length === 1
        ? text
        : `each of ${countFiles(sorted.length)} (${listExamples(sorted.map(visible))}) ${text}`,
  };
};

/** Returns a name as a message may show it: control characters could change what a terminal shows. */
const visible = (name: string): string => (/\p{Cc}/u.test(name) ? quoteName(name) : name);
