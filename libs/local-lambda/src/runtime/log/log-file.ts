import { open } from 'node:fs/promises';
import { completeLength, splitLog, type LogPart } from './log-frames.ts';

/** The size of one invocation’s output that is kept, in bytes. Lambda’s answer has the last 4 KB. */
export const keptBytes = 1_048_576;
/** The size at which the file is emptied after it was read, in bytes. */
const emptiedAt = 16 * keptBytes;

/** The file to which processes append their output, errors and log messages, in the order they occur. */
export interface LogFile {
  readonly descriptor: number;
  /**
   * Returns what was written since the last call, at most the last 1 MiB.
   * @param end whether to read an incomplete last line too
   */
  read(end: boolean): Promise<readonly LogPart[]>;
  close(): Promise<void>;
}

export const openLogFile = async (path: string): Promise<LogFile> => {
  // The sandbox's user may reopen it through /dev/stdout.
  const file = await open(path, 'a+', 0o666);
  await file.chmod(0o666);
  let offset = 0;
  const read = async (end: boolean): Promise<readonly LogPart[]> => {
    const { size } = await file.stat();
    const start = Math.max(offset, size - keptBytes);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    const all = bytes.subarray(0, bytesRead);
    const used = end ? all : all.subarray(0, completeLength(all));
    offset = start + used.length;
    if (end && offset > emptiedAt) {
      await file.truncate(0);
      offset = 0;
    }
    return splitLog(used);
  };
  return { descriptor: file.fd, read, close: () => file.close() };
};
