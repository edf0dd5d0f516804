import { acceptsWheel, type Target, type WheelFileName } from '@layerkit/platform-resolution';
import { groupBy } from '@layerkit/zip';
import { newestFinal } from './newest-final.ts';
import { isPreRelease } from './pre-release.ts';
import { withoutZeros } from '../candidates/same-version.ts';
import { wheelsAmong } from '../candidates/wheels-among.ts';

export interface FittingVersions {
  /** Versions with wheels, none of which runs on the target; in the order of the files. */
  readonly without: readonly string[];
  /** Pre-releases with a wheel that does. */
  readonly preReleases: readonly string[];
  /** The newest final version with a wheel that does. */
  readonly newest?: string;
}

/**
 * Tells a project's versions apart by whether one of their wheels runs on the target. To exclude a version is to
 * exclude the local versions made from it (PEP 440, "Version exclusion"), so it counts with them; a local
 * version counts alone where another of the same version runs. Yanked files (PEP 592) are as good as others
 * here: whether a version may be taken is the resolver's to say.
 */
export const fittingVersions = (target: Target, fileNames: readonly string[]): FittingVersions => {
  const accepts = acceptsWheel(target);
  const fits = (wheels: readonly WheelFileName[]): boolean => wheels.some(accepts);
  const versions = [...groupBy(wheelsAmong(fileNames), ({ version }) => publicPart(version)).values()];
  const without = versions.flatMap((wheels) => {
    if (!fits(wheels)) return wheels.slice(0, 1).map(({ version }) => publicPart(version));
    return [...groupBy(wheels, ({ version }) => version).entries()]
      .filter(([version, own]) => version.includes('+') && !fits(own))
      .map(([version]) => version);
  });
  const fitting = versions.flatMap((wheels) => wheels.filter(accepts)).map(({ version }) => version);
  const newest = newestFinal(fitting);
  const preReleases = [...new Set(fitting.filter(isPreRelease))];
  return { without, preReleases, ...(newest === undefined ? {} : { newest }) };
};

const publicPart = (version: string): string => withoutZeros(version.replace(/\+.*$/, ''));
