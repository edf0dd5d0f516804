import { invalidLock } from './invalid-lock.ts';
import type { OfferedFile, ResolvedPackage } from '../uv/pylock.ts';
import type { Requirements } from '../requirements/read-requirements.ts';

/**
 * Keeps only the files that the requirements source lists (uv.lock). A package without listed digests keeps all its
 * files.
 * @throws LayerkitError requirements/invalid if the file that a path or URL leads to is not listed
 */
export const listedOnly = (
  packages: readonly ResolvedPackage[],
  { hashes, file }: Pick<Requirements, 'hashes' | 'file'>,
): readonly ResolvedPackage[] => {
  const problems: string[] = [];
  const listed = packages.map((resolved) => {
    const digests = hashes?.get(resolved.name);
    if (digests === undefined || digests.size === 0) return resolved;
    const isListed = ({ sha256 }: OfferedFile): boolean => sha256 === undefined || digests.has(sha256);
    const { sdist, wheels, ...rest } = resolved;
    if (resolved.isByUrl === true)
      problems.push(...wheels.filter((one) => !isListed(one)).map((one) => notListed(resolved, one, file)));
    return {
      ...rest,
      wheels: wheels.filter(isListed),
      ...(sdist !== undefined && isListed(sdist) ? { sdist } : {}),
    };
  });
  if (problems.length > 0) throw invalidLock(file, problems, changedHint);
  return listed;
};

const notListed = (
  { name, version }: ResolvedPackage,
  { fileName, sha256 }: OfferedFile,
  file: string,
): string =>
  `${file}: ${name} ${version}: ${fileName} has sha256 ${sha256 ?? 'unknown'}, which ${file} does not list`;

const changedHint =
  'The wheel has changed since the file was made. Make the file again with its tool, or restore the wheel.';
