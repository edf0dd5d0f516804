/** Versions of a package that the resolver must not choose, because none of their wheels runs on the target. */
export interface Exclusion {
  readonly name: string;
  /** The version that was resolved first: the newest that the requirements allow. */
  readonly resolved: string;
  /** Why its wheels don't run on the target, worded to follow their name. */
  readonly reason: string;
  /** All excluded versions, including `resolved`. */
  readonly versions: readonly string[];
  /** The newest final version with a wheel for the target. Absent if there is none, or no index answered. */
  readonly newestFitting?: string | undefined;
}

/**
 * Returns exclusions as constraints (PEP 440, "Version exclusion"). They apply to a package with any extras, and add no
 * package. If they name a pre-release, that does not allow pre-releases.
 */
export const exclusionConstraints = (exclusions: readonly Exclusion[]): readonly string[] =>
  exclusions.map(({ name, versions }) => `${name}${versions.map((version) => `!=${version}`).join(',')}`);

/** `pandas 3.2.0 has no compatible wheel (needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26)` */
export const noFittingWheel = ({ name, resolved, reason }: Exclusion): string =>
  `${name} ${resolved} has no compatible wheel (${reason})`;
