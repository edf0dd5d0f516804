import { realpathSync } from 'node:fs';
import type { RuntimeFiles } from '../runtime-files/runtime-files.ts';
import type { EnvironmentPaths, OwnCode } from './isolation.ts';

/** @param interpreter the interpreter’s own folders and files inside */
export const ownCodeOf = (
  { opt, task, runtime, tmp }: EnvironmentPaths,
  { libraries, converters }: RuntimeFiles,
  interpreter: OwnCode,
): OwnCode => ({
  folders: [opt, task, runtime, tmp, ...converters, ...interpreter.folders],
  files: [...new Set([...libraries, ...libraries.map((path) => realpathSync(path)), ...interpreter.files])],
});
