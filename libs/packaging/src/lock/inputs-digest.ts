import { sha256Of, type Sha256 } from '@layerkit/artifact';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { lockFormat } from './format-lock.ts';
import type { Requirements } from './requirements/read-requirements.ts';

/**
 * The digest of all that a lock is made from on this side: the requirements files' text (line ends apart,
 * since git may change those), the target, and the format of the lock. Another digest: lock again.
 */
export const inputsDigest = ({ texts }: Pick<Requirements, 'texts'>, target: Target): Sha256 =>
  sha256Of(JSON.stringify({ format: lockFormat, target: formatTarget(target), texts }));
