import { realpathSync } from 'node:fs';
import type { RuntimeFiles } from '../host/runtime-files.ts';
import type { EnvironmentPaths } from './isolation.ts';

/**
 * The origins of the machine code that code in an environment may load: the layers, the function, the runtime and the
 * interpreter. Paths are those that a process inside sees, without links.
 */
export interface OwnCode {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** @param interpreter the interpreter’s own folders and files inside */
export const ownCodeOf = (
  { opt, task, runtime, tmp }: EnvironmentPaths,
  { libraries, converters }: RuntimeFiles,
  interpreter: OwnCode,
): OwnCode => ({
  folders: [opt, task, runtime, tmp, ...converters, ...interpreter.folders],
  files: [...new Set([...libraries, ...libraries.map((path) => realpathSync(path)), ...interpreter.files])],
});
