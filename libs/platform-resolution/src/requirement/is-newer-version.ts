import { explain, gt } from '@renovatebot/pep440';
import { isComparable } from '../wheel/pep440.ts';

/**
 * Whether one version is newer than another (version specifiers, "Summary of permitted suffixes and relative
 * ordering"). False if either is not a version of PEP 440.
 */
export const isNewerVersion = (version: string, than: string): boolean =>
  [version, than].every((one) => isComparable(one) && explain(one) !== null) && gt(version, than);
