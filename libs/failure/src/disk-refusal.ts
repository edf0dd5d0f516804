import { types } from 'node:util';
import { LayerkitError } from './layerkit-error.ts';

/**
 * What the system refuses on a disk as an error for people, disk/refused: no permission, no room, a file
 * where a folder has to be. Anything else that was thrown comes back as it is.
 */
export const asDiskRefusal = (thrown: unknown): unknown => {
  if (!types.isNativeError(thrown)) return thrown;
  const { code = '', syscall = '', path, message }: NodeJS.ErrnoException = thrown;
  const refusal = refusals[code];
  if (refusal === undefined || !calls.has(syscall)) return thrown;
  // no path where an open file is written
  return new LayerkitError({
    code: 'disk/refused',
    message: `${path ?? 'a file'} can’t be ${reading.has(syscall) ? 'used' : 'written'}: ${refusal.words}`,
    problems: [`the system says: ${message}`],
    hint: refusal.hint,
    cause: thrown,
  });
};

const allow =
  'Let the user that runs this write there. Artifacts go to dist in the workspace, wheels to the cache folder or LAYERKIT_STORE, ' +
  'what is needed for a moment to TMPDIR.';
const makeRoom =
  'Make room where dist of the workspace, the cache folder (or LAYERKIT_STORE) and TMPDIR lie, and run it again.';
const moveAway = 'Move away what stands in the way at this path, and run it again.';

/** By errno(3). */
const refusals: Readonly<Partial<Record<string, { readonly words: string; readonly hint: string }>>> = {
  EACCES: { words: 'there is no permission to', hint: allow },
  EPERM: { words: 'the system does not permit it', hint: allow },
  EROFS: { words: 'its file system is read-only', hint: allow },
  ENOSPC: { words: 'no space is left on the disk', hint: makeRoom },
  EDQUOT: { words: 'the disk quota is used up', hint: makeRoom },
  ENOTDIR: { words: 'a file lies where a folder has to be', hint: moveAway },
  EEXIST: { words: 'a file lies where a folder has to be', hint: moveAway },
  EISDIR: { words: 'a folder lies where a file has to be', hint: moveAway },
};

const reading = new Set(['open', 'read', 'scandir', 'opendir', 'stat', 'lstat', 'access', 'realpath']);

/** Those of files, as Node names them: a socket can be refused, too. */
const calls = new Set([
  ...reading,
  ...['mkdir', 'mkdtemp', 'rmdir', 'rm', 'unlink', 'rename', 'copyfile', 'link', 'symlink'],
  ...['write', 'fsync', 'close', 'ftruncate', 'chmod', 'fchmod', 'chown', 'fchown', 'utime', 'futime'],
]);
