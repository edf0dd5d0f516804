import { isAscii } from 'node:buffer';
import { decodeCp437 } from './cp437.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The name as text: UTF-8 where the entry says so, else code page 437 (APPNOTE, appendix D). Undefined when it is neither. */
export const decodeName = (raw: Buffer, markedUtf8: boolean): string | undefined => {
  if (isAscii(raw)) return raw.toString('latin1');
  if (!markedUtf8) return decodeCp437(raw);
  try {
    return utf8.decode(raw);
  } catch {
    return undefined;
  }
};

/** Why a name must not be unpacked anywhere: it could leave the root, or mean another path to another reader. */
export const nameProblem = (name: string): string | undefined => {
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

/** NAME_MAX of Linux's file systems, and PATH_MAX less the room for /opt/python/ before it; in bytes. */
const longestPart = 255;
const longestPath = 4000;
