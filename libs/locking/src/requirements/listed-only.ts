import type { OfferedFile, ResolvedPackage } from '../uv/pylock.ts';
import type { Requirements } from './read-requirements.ts';

/**
 * Keeps only the files that the requirements source lists (uv.lock). A package without listed digests keeps all its
 * files.
 */
export const listedOnly = (
  packages: readonly ResolvedPackage[],
  { hashes }: Pick<Requirements, 'hashes'>,
): readonly ResolvedPackage[] =>
  packages.map((resolved) => {
    const listed = hashes?.get(resolved.name);
    if (listed === undefined || listed.size === 0) return resolved;
    const isListed = ({ sha256 }: OfferedFile): boolean => sha256 === undefined || listed.has(sha256);
    const { sdist, wheels, ...rest } = resolved;
    return {
      ...rest,
      wheels: wheels.filter(isListed),
      ...(sdist !== undefined && isListed(sdist) ? { sdist } : {}),
    };
  });
