import { posix } from 'node:path';
import type { Entry } from 'yauzl';

/** The Unix mode: the upper half of an entry’s external attributes (APPNOTE 4.4.15, Info-ZIP). */
const unixMode = (entry: Entry): number => entry.externalFileAttributes >>> 16;

const typeMask = 0o170000;
const linkType = 0o120000;
const specialTypes = [0o010000, 0o020000, 0o060000, 0o140000];

export const isDirectory = (entry: Entry): boolean => entry.fileName.endsWith('/');

export const isSymbolicLink = (entry: Entry): boolean => (unixMode(entry) & typeMask) === linkType;

/** The permission bits of the unpacked entry, without set-user, set-group and sticky bits. */
export const permissions = (entry: Entry): number => {
  const mode = unixMode(entry) & 0o777;
  if (mode !== 0) return mode;
  return isDirectory(entry) ? 0o755 : 0o644;
};

/** Returns why an entry can’t be unpacked. yauzl itself refuses absolute paths, `..` and backslashes. */
export const entryProblem = (entry: Entry): string | undefined => {
  const name = JSON.stringify(entry.fileName);
  if (entry.isEncrypted()) return `${name} is encrypted`;
  if (entry.fileName.includes('\0')) return `${name} has a zero byte in its name`;
  if (specialTypes.includes(unixMode(entry) & typeMask))
    return `${name} is not a file, folder or symbolic link`;
  if (![0, 8].includes(entry.compressionMethod))
    return `${name} has the unsupported compression method ${entry.compressionMethod}; use stored or deflated`;
  return undefined;
};

/** Returns why a symbolic link is refused: its target is outside the folder that the zip is unpacked into. */
export const linkProblem = (fileName: string, target: string): string | undefined => {
  const description = `${JSON.stringify(fileName)} is a link to ${JSON.stringify(target)}`;
  if (target === '' || target.includes('\0')) return `${description}, which is not a path`;
  const resolved = posix.normalize(
    target.startsWith('/') ? target : posix.join(posix.dirname(fileName), target),
  );
  if (resolved.startsWith('/'))
    return /^\/(?:opt|var\/task)(?:\/|$)/.test(resolved) ? undefined : `${description}, outside the layer`;
  return resolved === '..' || resolved.startsWith('../') ? `${description}, outside the layer` : undefined;
};
