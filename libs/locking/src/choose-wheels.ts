import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { chooseWheel, parseWheelFileName, type WheelFileName } from '@layerkit/platform-resolution/tags';
import { noWheelHint } from './diagnosis/no-wheel-hint.ts';
import type { LockedPackage } from './lock/lock.ts';
import type { ResolvedPackage } from './uv/pylock.ts';

/**
 * Chooses the best wheel for the target from each version, or the source distribution if it may be built. A wheel in
 * `keep` stays chosen while the index has it: only an upgrade takes a later upload of the same version.
 * @throws LayerkitError lock/no-wheel (every package without one, and why each wheel was refused), index/refused
 */
export const chooseWheels = (
  target: Target,
  packages: readonly ResolvedPackage[],
  keep: ReadonlySet<Sha256>,
): readonly LockedPackage[] => {
  const choices = packages.map((resolved) => chooseFrom(target, resolved, keep));
  const problems = choices.flatMap((choice) => ('problems' in choice ? choice.problems : []));
  if (problems.length > 0) {
    throw new LayerkitError({
      code: 'lock/no-wheel',
      message: `there is no wheel for ${formatTarget(target)}`,
      problems,
      hint: noWheelHint(),
    });
  }
  return choices
    .flatMap((choice) => ('problems' in choice ? [] : [choice]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

interface Candidate extends WheelFileName {
  readonly sha256: Sha256;
}

const chooseFrom = (
  target: Target,
  { name, version, wheels, sdist }: ResolvedPackage,
  keep: ReadonlySet<Sha256>,
): LockedPackage | { readonly problems: readonly string[] } => {
  const candidates = wheels.flatMap(({ fileName, sha256 }): Candidate[] =>
    sha256 === undefined ? [] : [{ ...parseWheelFileName(fileName), sha256 }],
  );
  const kept = chooseWheel(
    target,
    candidates.filter(({ sha256 }) => keep.has(sha256)),
  ).chosen;
  const { chosen, refused } = chooseWheel(target, candidates);
  const taken = kept ?? chosen;
  if (taken !== undefined) return { name, version, sha256: taken.sha256 };
  // uv lists one only if it may be built
  if (sdist?.sha256 !== undefined) return { name, version, sha256: sdist.sha256, from: 'sdist' };
  const withoutDigest = wheels.filter(({ sha256 }) => sha256 === undefined);
  return {
    problems: [
      ...refused.map(({ fileName, reason }) => `${name} ${version}: ${fileName}: ${reason}`),
      ...withoutDigest.map(
        ({ fileName }) => `${name} ${version}: ${fileName}: the index gives no SHA-256 for it`,
      ),
      ...(wheels.length === 0 ? [`${name} ${version}: it has no wheel`] : []),
    ],
  };
};
