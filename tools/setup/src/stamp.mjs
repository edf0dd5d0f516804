import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Returns a digest of files and facts. It includes the platform, since several hosts can share a clone.
 * @param {readonly string[]} files
 * @param {readonly string[]} [facts]
 */
export const digestOf = (files, facts = []) => {
  const hash = createHash('sha256');
  for (const text of [process.platform, process.arch, ...facts]) hash.update(`${text}\0`);
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

/** @type {(path: string, digest: string) => boolean} */
export const isStamped = (path, digest) => {
  try {
    return readFileSync(path, 'utf8') === digest;
  } catch {
    return false;
  }
};

/**
 * Writes a stamp. It must be the last write: a stamp means that everything next to it is complete.
 * @type {(path: string, digest: string) => void}
 */
export const stamp = (path, digest) => writeFileSync(path, digest);
