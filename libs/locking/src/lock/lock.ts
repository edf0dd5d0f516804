import { join } from 'node:path';
import type { Sha256 } from '@layerkit/artifact/digest';
import { formatTarget, type Target } from '@layerkit/platform-resolution';

/** One file to install. The digest identifies it among the files of the version. */
export interface LockedPackage {
  /** Normalized (PEP 503). */
  readonly name: string;
  readonly version: string;
  readonly sha256: Sha256;
  /** Set for a source distribution. A wheel is built from it, as `allowBuild` of layer.json allows. */
  readonly from?: 'sdist';
}

/** A project of the workspace that goes into the layer. Its code is not locked, only what it requires. */
export interface LockedLocal {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Relative to the layer’s project, with `/`. */
  readonly folder: string;
}

/** The contents of a lock file. */
export interface Lock {
  readonly target: Target;
  /** The digest of everything that the lock was made from; see `inputsDigest`. */
  readonly inputsDigest: Sha256;
  /** Sorted by the bytes of the name. */
  readonly packages: readonly LockedPackage[];
  /** Sorted by name. Absent if there are none. */
  readonly locals?: readonly LockedLocal[] | undefined;
}

/** Returns the path of the lock for one target: `lock/python3.12-x86_64.txt` below the project. */
export const lockPath = (projectRoot: string, target: Target): string =>
  join(projectRoot, 'lock', `${formatTarget(target).replace('/', '-')}.txt`);
