import { types } from 'node:util';
import { LayerkitError } from './layerkit-error.ts';

/**
 * Turns an error of the file system into disk/refused: no permission, no space left, a file in place of a folder, or a
 * path that can’t exist. Returns any other thrown value unchanged.
 */
export const asDiskRefusal = (thrown: unknown): unknown => {
  if (!types.isNativeError(thrown)) return thrown;
  const { code = '', syscall = '', path, message }: NodeJS.ErrnoException = thrown;
  const refusal = code === 'ENOENT' && making.has(syscall) ? nowhere : refusals[code];
  if (refusal === undefined || !calls.has(syscall)) return thrown;
  // Errors of an open file have no path
  return new LayerkitError({
    code: 'disk/refused',
    message: `${path ?? 'a file'} can’t be ${reading.has(syscall) ? 'used' : 'written'}: ${refusal.words}`,
    problems: [`the system’s error: ${message}`],
    hint: refusal.hint,
    cause: thrown,
  });
};

const allow =
  'Give the current user write access to this path. layerkit writes artifacts to dist in the workspace, wheels to the ' +
  'cache folder or LAYERKIT_STORE, and temporary files to TMPDIR.';
const makeRoom =
  'Free up disk space for dist in the workspace, the cache folder (or LAYERKIT_STORE) and TMPDIR, then run it again.';
const moveAway = 'Move or rename the file or folder that is in the way, then run it again.';

const shorten = 'Move the workspace, or the folder in the message, to a shorter path, then run it again.';

/**
 * A new folder has no place. Node reports this also for a read-only file system: if it can’t make a folder with its
 * parents, it looks whether the folder exists, and returns the error of that (`MKDirpAsync` of Node.js).
 */
const nowhere = {
  words: 'its file system is read-only, or its parent folder or the target of a link does not exist',
  hint: allow,
};
const making = new Set(['mkdir', 'mkdtemp']);

/** By errno(3). */
const refusals: Readonly<Partial<Record<string, { readonly words: string; readonly hint: string }>>> = {
  EACCES: { words: 'permission denied', hint: allow },
  EPERM: { words: 'the system does not allow it', hint: allow },
  EROFS: { words: 'its file system is read-only', hint: allow },
  ENOSPC: { words: 'no space is left on the disk', hint: makeRoom },
  EDQUOT: { words: 'the disk quota is used up', hint: makeRoom },
  ENOTDIR: { words: 'a file exists where a folder is needed', hint: moveAway },
  EEXIST: { words: 'a file exists where a folder is needed', hint: moveAway },
  ELOOP: { words: 'too many links: a link leads back to itself', hint: moveAway },
  ENAMETOOLONG: { words: 'the path or a name in it is too long', hint: shorten },
  EISDIR: { words: 'a folder exists where a file is needed', hint: moveAway },
};

const reading = new Set([
  'open',
  'read',
  'scandir',
  'opendir',
  'readlink',
  'stat',
  'lstat',
  'access',
  'realpath',
]);

/** System calls on files, as Node names them. Calls on sockets can fail with the same error codes. */
const calls = new Set([
  ...reading,
  ...['mkdir', 'mkdtemp', 'rmdir', 'rm', 'unlink', 'rename', 'copyfile', 'link', 'symlink'],
  ...['write', 'fsync', 'close', 'ftruncate', 'chmod', 'fchmod', 'chown', 'fchown', 'utime', 'futime'],
]);
