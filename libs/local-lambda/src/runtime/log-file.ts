import { open } from 'node:fs/promises';
import { decodeLog } from './log-frames.ts';

/** How much of one invocation’s output is kept, in bytes; Lambda’s answer shows the last 4 KB. */
const keptBytes = 1_048_576;
/** From here on, what has been read is given back to the disk. */
const emptiedAt = 16 * keptBytes;

/**
 * The one file that a runtime’s output, errors and log messages are appended to, in the order they happen.
 */
export interface LogFile {
  readonly descriptor: number;
  /** What was written since the last call; the last 1 MiB where it is more. */
  take(): Promise<string>;
  close(): Promise<void>;
}

export const openLogFile = async (path: string): Promise<LogFile> => {
  // the sandbox's user may open it again through /dev/stdout
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
