import { decodeCp437 } from './cp437.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes a name: as UTF-8 if the entry is marked so, otherwise as code page 437 (APPNOTE, appendix D).
 * @param raw the bytes of the name, one character each
 * @returns undefined if the bytes are not valid UTF-8 although they are marked so
 */
export const decodeName = (raw: string, markedUtf8: boolean): string | undefined => {
  if (/^[\0-\x7f]*$/.test(raw)) return raw;
  const bytes = Buffer.from(raw, 'latin1');
  if (!markedUtf8) return decodeCp437(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * Returns why a name is unsafe to unpack: it could leave the root, or be another path for another program.
 * Returns undefined for a safe name.
 */
export const nameProblem = (name: string): string | undefined => {
  if (name.length <= 2 * mostParts && plainName.test(name)) return undefined;
  if (name === '') return 'has no name';
  if (name.includes('\0')) return 'has a NUL in its name';
  // eslint-disable-next-line no-control-regex -- these are what it searches for
  if (/[\x01-\x1f\x7f-\x9f]/.test(name)) return 'has a control character in its name';
  if (name.includes('\\')) return 'has a backslash in its name';
  if (name.startsWith('/')) return 'is an absolute path';
  if (/^[A-Za-z]:/.test(name)) return 'begins with a drive letter';
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (parts.includes('..')) return 'leaves the root with “..”';
  if (parts.includes('.') || parts.includes('')) return 'is not a plain path: it has an empty or “.” part';
  if (parts.some((part) => Buffer.byteLength(part) > longestPart) || Buffer.byteLength(name) > longestPath)
    return 'is longer than a path on Linux can be';
  if (parts.length > mostParts) return 'is in more folders than any real file';
  return undefined;
};

/** Matches most names: no part is empty or starts with a dot. */
const plainName = /^\w[\w.+-]*(?:\/\w[\w.+-]*)*\/?$/;

/** NAME_MAX of Linux file systems, and PATH_MAX minus the length of /opt/python/, in bytes. */
const longestPart = 255;
const longestPath = 4000;

/** The folders of a path are looked at one by one, so their number is limited. Real packages have up to 16. */
const mostParts = 48;
