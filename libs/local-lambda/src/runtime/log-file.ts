import { open } from 'node:fs/promises';
import { decodeLog } from './log-frames.ts';

/** The size of one invocation’s output that is kept, in bytes. Lambda’s answer has the last 4 KB. */
const keptBytes = 1_048_576;
/** The size at which the file is emptied after it was read, in bytes. */
const emptiedAt = 16 * keptBytes;

/** The file to which a runtime’s output, errors and log messages are appended, in the order they occur. */
export interface LogFile {
  readonly descriptor: number;
  /** Returns the text written since the last call, at most the last 1 MiB. */
  take(): Promise<string>;
  close(): Promise<void>;
}

export const openLogFile = async (path: string): Promise<LogFile> => {
  // The sandbox's user may reopen it through /dev/stdout.
  const file = await open(path, 'a+', 0o666);
  await file.chmod(0o666);
  let offset = 0;
  const take = async (): Promise<string> => {
    const { size } = await file.stat();
    const start = Math.max(offset, size - keptBytes);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    offset = size;
    if (offset > emptiedAt) {
      await file.truncate(0);
      offset = 0;
    }
    return decodeLog(bytes.subarray(0, bytesRead));
  };
  return { descriptor: file.fd, take, close: () => file.close() };
};
