import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { chooseWheel, parseWheelFileName, type WheelFileName } from '@layerkit/platform-resolution/tags';
import { noWheelHint } from './diagnosis/no-wheel-hint.ts';
import type { LockedPackage } from './lock/lock.ts';
import type { ResolvedPackage } from './uv/pylock.ts';

/** The file to lock of a version. */
export type ChosenPackage = Omit<LockedPackage, 'sha256'> & {
  readonly fileName: string;
  /** Absent if the index gives none. */
  readonly sha256?: Sha256 | undefined;
};

/**
 * Chooses the best wheel for the target from each version, or the source distribution if it may be built. A wheel in
 * `keep` stays chosen while the index has it: only an upgrade takes a later upload of the same version.
 * @throws LayerkitError lock/no-wheel (every package without one, and why each wheel was refused)
 */
export const chooseWheels = (
  target: Target,
  packages: readonly ResolvedPackage[],
  keep: ReadonlySet<Sha256>,
): readonly ChosenPackage[] => {
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
  readonly sha256?: Sha256 | undefined;
}

const chooseFrom = (
  target: Target,
  { name, version, wheels, sdist }: ResolvedPackage,
  keep: ReadonlySet<Sha256>,
): ChosenPackage | { readonly problems: readonly string[] } => {
  const candidates = wheels.map(({ fileName, sha256 }): Candidate => ({
    ...parseWheelFileName(fileName),
    sha256,
  }));
  const kept = chooseWheel(
    target,
    candidates.filter(({ sha256 }) => sha256 !== undefined && keep.has(sha256)),
  ).chosen;
  const { chosen, refused } = chooseWheel(target, candidates);
  const taken = kept ?? chosen;
  if (taken !== undefined) return { name, version, fileName: taken.fileName, sha256: taken.sha256 };
  // uv lists one only if it may be built
  if (sdist !== undefined)
    return { name, version, fileName: sdist.fileName, sha256: sdist.sha256, from: 'sdist' };
  return {
    problems: [
      ...refused.map(({ fileName, reason }) => `${name} ${version}: ${fileName}: ${reason}`),
      ...(wheels.length === 0 ? [`${name} ${version}: it has no wheel`] : []),
    ],
  };
};
