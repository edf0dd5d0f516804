import { join } from 'node:path';
import { sha256Of, type LayerDefinition, type Sha256 } from '@layerkit/artifact';
import { formatTarget, type Runtime, type Target } from '@layerkit/platform-resolution';
import { lockPath } from '../lock/lock.ts';
import { readLock } from '../lock/read-lock.ts';

/**
 * What a layer’s entry modules import. One list serves a runtime’s architectures: a file of it that another
 * architecture’s layer lacks is passed over there.
 */
export interface ImportsList {
  /** The one it was recorded on. */
  readonly target: Target;
  /** Digest of what it was recorded with; see `importsDigest`. */
  readonly inputsDigest: Sha256;
  /** Python sources below the layer’s `python/`, sorted. */
  readonly files: readonly string[];
}

/** Where the list for a runtime lies: `lock/python3.12.imports.txt` below the project. */
export const importsPath = (projectRoot: string, runtime: Runtime): string =>
  join(projectRoot, 'lock', `${runtime}.imports.txt`);

export interface ImportsInputs {
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  /** The one that the list is, or was, recorded on. */
  readonly target: Target;
}

/**
 * The digest of what decides which modules are imported: the entry modules and the packages of the lock. Own
 * sources are not part of it: they change daily, and a list that is a little behind costs a little time only.
 * @throws LayerkitError lock/missing, lock/invalid
 */
export const importsDigest = async ({ projectRoot, definition, target }: ImportsInputs): Promise<Sha256> => {
  const { requirements, entryModules = [] } = definition;
  const packages = requirements === undefined ? [] : (await readLock(lockPath(projectRoot, target))).packages;
  return sha256Of(
    JSON.stringify({
      format: importsFormat,
      target: formatTarget(target),
      entryModules: [...entryModules].sort(),
      packages: packages.map(({ name, version, sha256 }) => [name, version, sha256]),
    }),
  );
};

/** Raised whenever a list made by one layerkit would mean something else to another. */
export const importsFormat = 1;
