import type { Target } from '@layerkit/platform-resolution';
import { acceptsWheel, type WheelFileName } from '@layerkit/platform-resolution/tags';
import { groupBy } from '@layerkit/zip';
import { newestFinal } from './newest-final.ts';
import { withoutZeros } from '../candidates/same-version.ts';
import { wheelsAmong } from '../candidates/wheels-among.ts';

export interface FittingVersions {
  /** Versions whose wheels don't run on the target, in the order of the files. */
  readonly without: readonly string[];
  /** The newest final version with a wheel that runs on the target. */
  readonly newest?: string | undefined;
}

/**
 * Sorts a project's versions by whether one of their wheels runs on the target. Excluding a version also excludes its
 * local versions (PEP 440, "Version exclusion"), so they count together. A local version counts alone if other wheels
 * of the same version run. Yanked files (PEP 592) count too, because the resolver decides about them.
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
  return { without, newest: newestFinal(fitting) };
};

const publicPart = (version: string): string => withoutZeros(version.split('+', 1)[0] ?? version);
