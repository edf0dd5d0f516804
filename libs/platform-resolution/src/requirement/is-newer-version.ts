import { explain, gt } from '@renovatebot/pep440';

/**
 * Whether one version comes after another (version specifiers, "Summary of permitted suffixes and relative
 * ordering"). What is no version by PEP 440 has no order: never.
 */
export const isNewerVersion = (version: string, than: string): boolean =>
  explain(version) !== null && explain(than) !== null && gt(version, than);
