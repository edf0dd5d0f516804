import { closeSync } from 'node:fs';
import { inflateEntry } from '../archive/inflate-entry.ts';
import { reopenInputFile, type InputFile } from '../archive/input-file.ts';
import type { LayerFile } from './layer-file.ts';

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

/** Larger Python files are not unpacked in one piece. */
const largestContent = 8 * 1024 * 1024;

/** Unpacked content of a file; undefined where it is damaged or too large to be held. */
export const readContent = (file: LayerFile, inputs: InputReader): Buffer | undefined =>
  file.packed.unpackedBytes > largestContent ? undefined : inflateEntry(inputs.open(file.input), file.packed);
