import { join } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import { formatTarget, type Runtime, type Target } from '@layerkit/platform-resolution';
import { lockPath } from '../lock/lock.ts';
import { readLock } from '../lock/read-lock.ts';

/**
 * The files that a layer’s entry modules import. One list serves all architectures of a runtime. Files that the layer
 * of another architecture does not have are ignored there.
 */
export interface ImportsList {
  /** The target that it was recorded on. */
  readonly target: Target;
  /** The digest of the entry modules and packages; see `importsDigest`. */
  readonly inputsDigest: Sha256;
  /** Python sources below the layer’s `python/`, sorted. */
  readonly files: readonly string[];
}

/** Returns the path of the list for a runtime: `lock/python3.12.imports.txt` below the project. */
export const importsPath = (projectRoot: string, runtime: Runtime): string =>
  join(projectRoot, 'lock', `${runtime}.imports.txt`);

export interface ImportsInputs {
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  /** The target that the list is recorded on. */
  readonly target: Target;
}

/**
 * Returns the digest of the entry modules and the packages of the lock, which decide which modules are imported. Own
 * code is not included: it changes daily, and a list that is slightly out of date costs only a little time.
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

/** The version of the list’s format. Raise it whenever lists get another meaning. */
export const importsFormat = 1;
