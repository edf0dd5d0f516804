import { decodeCp437 } from './cp437.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The name as text: UTF-8 where the entry says so, else code page 437 (APPNOTE, appendix D).
 * @param raw the name's bytes, one character each.
 * @returns undefined when the bytes are not what the entry says.
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

/** Why a name must not be unpacked anywhere: it could leave the root, or mean another path to another reader. */
export const nameProblem = (name: string): string | undefined => {
  if (name.length <= longestPart && plainName.test(name)) return undefined;
  if (name === '') return 'has no name';
  if (name.includes('\0')) return 'has a NUL in its name';
  if (name.includes('\\')) return 'has a backslash in its name';
  if (name.startsWith('/')) return 'is an absolute path';
  if (/^[A-Za-z]:/.test(name)) return 'begins with a drive letter';
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (parts.includes('..')) return 'leaves the root with “..”';
  if (parts.includes('.') || parts.includes('')) return 'is no plain path: it has an empty or “.” part';
  if (parts.some((part) => Buffer.byteLength(part) > longestPart) || Buffer.byteLength(name) > longestPath)
    return 'is longer than a path on Linux can be';
  return undefined;
};

/** Most names: no part is empty or begins with a dot. */
const plainName = /^\w[\w.+-]*(?:\/\w[\w.+-]*)*\/?$/;

/** NAME_MAX of Linux's file systems, and PATH_MAX less the room for /opt/python/ before it; in bytes. */
const longestPart = 255;
const longestPath = 4000;
