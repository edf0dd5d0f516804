import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * A digest of what something is made from. The platform is part of it: a clone can be shared between hosts.
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
 * To be written last: it says that everything beside it is whole.
 * @type {(path: string, digest: string) => void}
 */
export const stamp = (path, digest) => writeFileSync(path, digest);
