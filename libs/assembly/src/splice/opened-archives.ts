import { closeSync } from 'node:fs';
import {
  type FileWindow,
  type InputFile,
  openWindow,
  reopenInputFile,
  windowBytes,
} from '@layerkit/zip/files';

/** Opens one archive at a time, because a layer may have more wheels than a process may have open files. */
export interface OpenedArchives {
  /** Opens the input with this number. The result is valid until another one is opened. */
  readonly open: (input: number) => FileWindow;
  readonly close: () => void;
}

export const openArchives = (inputs: readonly InputFile[]): OpenedArchives => {
  const buffer = Buffer.allocUnsafe(windowBytes);
  let current: { readonly input: number; readonly fd: number; readonly window: FileWindow } | undefined;
  const close = (): void => {
    if (current !== undefined) closeSync(current.fd);
    current = undefined;
  };
  return {
    open: (input) => {
      if (current?.input === input) return current.window;
      close();
      const file = inputs[input];
      if (file === undefined) throw new RangeError(`the plan has no input ${input}`);
      const fd = reopenInputFile(file);
      current = { input, fd, window: openWindow(fd, file.bytes, buffer) };
      return current.window;
    },
    close,
  };
};
