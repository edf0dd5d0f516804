import { join } from 'node:path';
import type { Sha256 } from '@layerkit/artifact';
import { formatTarget, type Target } from '@layerkit/platform-resolution';

/** One file to install: the digest says which of the version's files it is. */
export interface LockedPackage {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string;
  readonly sha256: Sha256;
  /** Where the file is no wheel: one is built from it, since layer.json allows it (`allowBuild`). */
  readonly from?: 'sdist';
}

/** What a lock file holds. */
export interface Lock {
  readonly target: Target;
  /** Digest of all that the lock was made from; see `inputsDigest`. */
  readonly inputsDigest: Sha256;
  /** By name, bytewise. */
  readonly packages: readonly LockedPackage[];
}

/** Where the lock for one target lies: `lock/python3.12-x86_64.txt` below the project. */
export const lockPath = (projectRoot: string, target: Target): string =>
  join(projectRoot, 'lock', `${formatTarget(target).replace('/', '-')}.txt`);
