import { readFileSync } from 'node:fs';

/** Limits of each process, by the names of setrlimit(2). The process limit counts all processes of the user. */
export type ResourceLimits = Readonly<
  Partial<Record<'CORE' | 'FSIZE' | 'MEMLOCK' | 'NOFILE' | 'NPROC', number | undefined>>
>;

/** Returns the limits, and one for each file, of an isolation that can’t limit the size of /tmp. */
export const limitsWithFiles = ({ limits = {}, tmpMb }: LimitedLayout): ResourceLimits =>
  tmpMb === undefined ? limits : { ...limits, FSIZE: tmpMb * 2 ** 20 };

interface LimitedLayout {
  readonly limits?: ResourceLimits | undefined;
  readonly tmpMb?: number | undefined;
}

/**
 * Returns the words to put before a command that start it with limits, or with the host’s own if they are lower. Python sets
 * them, because the environment may have no `prlimit`.
 * @param python the path of the interpreter where the command runs
 * @param errors the descriptor to which the name of an error is written, such as `EACCES`
 */
export const limiting = (python: string, limits: ResourceLimits, errors: number): Limiting =>
  Object.values(limits).every((most) => most === undefined)
    ? { words: [] }
    : {
        words: [python, '-I', '-S', '-B', '-c', runLimited, JSON.stringify(limits), String(errors)],
        errorDescriptor: errors,
      };

interface Limiting {
  readonly words: readonly string[];
  readonly errorDescriptor?: number;
}

/** Python’s function `limit`, for the beginning of a script. */
export const limitFunction = readFileSync(new URL('./limits.py', import.meta.url), 'utf8');

const runLimited = limitFunction + readFileSync(new URL('./run_limited.py', import.meta.url), 'utf8');
