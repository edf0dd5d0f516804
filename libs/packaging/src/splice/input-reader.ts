import { closeSync } from 'node:fs';
import { reopenInputFile, type InputFile } from '../archive/input-file.ts';

/** Opens one input at a time: a layer may have more wheels than a process may have open files. */
export interface InputReader {
  /** The descriptor of an input, valid until another one is asked for. */
  readonly open: (input: number) => number;
  readonly close: () => void;
}

export const openInputs = (inputs: readonly InputFile[]): InputReader => {
  let current: { readonly input: number; readonly fd: number } | undefined;
  const close = (): void => {
    if (current !== undefined) closeSync(current.fd);
    current = undefined;
  };
  return {
    open: (input) => {
      if (current?.input === input) return current.fd;
      close();
      const file = inputs[input];
      if (file === undefined) throw new RangeError(`the plan has no input ${String(input)}`);
      current = { input, fd: reopenInputFile(file) };
      return current.fd;
    },
    close,
  };
};
