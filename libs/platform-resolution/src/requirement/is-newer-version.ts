import { explain, gt } from '@renovatebot/pep440';

/**
 * Whether one version is newer than another (version specifiers, "Summary of permitted suffixes and relative
 * ordering"). False if either is not a version of PEP 440.
 */
export const isNewerVersion = (version: string, than: string): boolean =>
  explain(version) !== null && explain(than) !== null && gt(version, than);
