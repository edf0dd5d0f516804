import { sha256Of, type Sha256 } from '@layerkit/artifact';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { lockFormat } from './lock/format-lock.ts';
import type { Requirements } from './requirements/read-requirements.ts';

/**
 * The digest of all that a lock is made from on this side: the requirements files' text (line ends apart,
 * since git may change those) or what counts of a project's file, the packages that may be built, the target, and
 * the format of the lock. Another digest: lock again.
 */
export const inputsDigest = (
  { texts, allowBuild = new Set() }: Pick<Requirements, 'texts' | 'allowBuild'>,
  target: Target,
): Sha256 => {
  const builds = allowBuild.size === 0 ? {} : { allowBuild: [...allowBuild].sort() };
  return sha256Of(JSON.stringify({ format: lockFormat, target: formatTarget(target), texts, ...builds }));
};
