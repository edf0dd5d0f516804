import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { lockFormat } from './lock/format-lock.ts';
import type { Requirements } from './requirements/read-requirements.ts';

/**
 * Returns the digest of everything local that a lock is made from: the text of the requirements files (without their
 * kind of line ends, which git may change) or the relevant parts of a project's file, the packages that may be built,
 * the target, and the format of the lock. If the digest changes, the lock is stale.
 */
export const inputsDigest = (
  { texts, allowBuild = new Set() }: Pick<Requirements, 'texts' | 'allowBuild'>,
  target: Target,
): Sha256 => {
  const builds = allowBuild.size === 0 ? {} : { allowBuild: [...allowBuild].sort() };
  return sha256Of(JSON.stringify({ format: lockFormat, target: formatTarget(target), texts, ...builds }));
};
