/** Versions of a package that the resolver is kept from, since none of their wheels runs on the target. */
export interface Exclusion {
  readonly name: string;
  /** The one that was resolved first: the newest that the requirements allow. */
  readonly resolved: string;
  /** Why its wheels don't run on the target, in words that go after their name. */
  readonly reason: string;
  /** All of them, `resolved` too. */
  readonly versions: readonly string[];
  /** The newest final version with a wheel that runs on the target; absent where there is none, or no index says. */
  readonly newestFitting?: string;
}

/**
 * As constraints (PEP 440, "Version exclusion"): they limit a package that is needed anyway, with whatever
 * extras, and bring in none; that they name a pre-release does not allow one.
 */
export const exclusionConstraints = (exclusions: readonly Exclusion[]): readonly string[] =>
  exclusions.map(({ name, versions }) => `${name}${versions.map((version) => `!=${version}`).join(',')}`);

/** One line for each package that an exclusion made older, or let go. */
export const describeExclusions = (
  exclusions: readonly Exclusion[],
  packages: readonly { readonly name: string; readonly version: string }[],
): readonly string[] =>
  exclusions.map((exclusion) => {
    const taken = packages.find(({ name }) => name === exclusion.name)?.version;
    return `${noFittingWheel(exclusion)}: ${taken === undefined ? 'done without it' : `${taken} taken`}`;
  });

/** `pandas 3.2.0 has no wheel that fits (needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26)` */
export const noFittingWheel = ({ name, resolved, reason }: Exclusion): string =>
  `${name} ${resolved} has no wheel that fits (${reason})`;
