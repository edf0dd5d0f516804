import { closeSync, fstatSync, openSync } from 'node:fs';
import { LayerkitError } from '@layerkit/failure';

/** The state of a file when it was checked. */
export interface InputFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Opens a file for reading, and closes it after `use` returns or throws. */
export const withInputFile = <T>(path: string, use: (fd: number, file: InputFile) => T): T => {
  const fd = openSync(path, 'r');
  try {
    return use(fd, stateOf(fd, path));
  } finally {
    closeSync(fd);
  }
};

/**
 * Opens a file that was checked before. The caller closes the descriptor.
 * @throws LayerkitError archive/invalid if the file has changed since it was checked
 */
export const reopenInputFile = (checked: InputFile): number => {
  const fd = openSync(checked.path, 'r');
  const now = stateOf(fd, checked.path);
  if (now.bytes === checked.bytes && now.modifiedMs === checked.modifiedMs) return fd;
  closeSync(fd);
  throw new LayerkitError({
    code: 'archive/invalid',
    message: `${checked.path} changed after it was checked`,
    hint: 'Build again, and make sure that no other program writes to the wheel store or the build folder.',
  });
};

const stateOf = (fd: number, path: string): InputFile => {
  const { size, mtimeMs } = fstatSync(fd);
  return { path, bytes: size, modifiedMs: mtimeMs };
};
