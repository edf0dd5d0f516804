import { join } from 'node:path';
import { keptBytes, openLogFile, type LogFile } from './log-file.ts';
import { joinParts, type LogPart } from './log-frames.ts';

/** The processes that write to a log: those of the runtime, or the external extensions. */
export type LogSource = 'function' | 'extension';

export type LogListener = (source: LogSource, parts: readonly LogPart[]) => void;

/** The log of an execution environment. */
export interface EnvironmentLog {
  /** The descriptors for the output of each source. */
  readonly descriptors: Readonly<Record<LogSource, number>>;
  /** Adds a line of Lambda itself after everything that was written before. */
  add(line: string): Promise<void>;
  /** Returns the text since the last call, at most about the last 1 MiB. */
  take(): Promise<string>;
  /** Reads the output every 20 ms, so that it is in order and a listener gets it early. */
  watch(listener: LogListener): void;
  /** Reads the output only when it is taken; the listener stays. */
  rest(): void;
  close(): Promise<void>;
}

const interval = 20;

export const openEnvironmentLog = async (directory: string): Promise<EnvironmentLog> => {
  const files: Readonly<Record<LogSource, LogFile>> = {
    function: await openLogFile(join(directory, 'log')),
    extension: await openLogFile(join(directory, 'extensions-log')),
  };
  let pending = '';
  let listener: LogListener = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const collect = async (end: boolean): Promise<void> => {
    for (const source of ['function', 'extension'] as const) {
      const parts = await files[source].read(end);
      if (parts.length === 0) continue;
      pending = (pending + joinParts(parts)).slice(-keptBytes);
      listener(source, parts);
    }
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  const rest = (): void => clearInterval(timer);
  return {
    descriptors: { function: files.function.descriptor, extension: files.extension.descriptor },
    add: (line) =>
      inTurn(async () => {
        await collect(false);
        pending += line;
      }),
    take: () =>
      inTurn(async () => {
        await collect(true);
        const taken = pending;
        pending = '';
        return taken;
      }),
    watch: (wanted) => {
      rest();
      listener = wanted;
      timer = setInterval(() => void inTurn(() => collect(false)).catch(() => undefined), interval).unref();
    },
    rest,
    close: async () => {
      rest();
      await last;
      await Promise.all(Object.values(files).map((file) => file.close()));
    },
  };
};
