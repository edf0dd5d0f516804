import type { Target } from '@layerkit/platform-resolution';
import { isVersion, normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { acceptsWheel, chooseWheel, type WheelFileName } from '@layerkit/platform-resolution/tags';
import type { IndexFile } from '@layerkit/wheels/package-index';
import { groupBy } from '@layerkit/zip';
import { fittingVersions } from '../fitting/fitting-versions.ts';
import { allowsPython } from '../requirements/python-range.ts';
import { withoutZeros } from '../candidates/same-version.ts';
import { wheelsAmong } from '../candidates/wheels-among.ts';

/** A version that a lock can't pin, because no wheel of it runs on the target. */
export interface VersionWithoutWheel {
  readonly name: string;
  readonly version: string;
  /** Worded to follow the version: `is only a source distribution`. */
  readonly reason: string;
  readonly hasSdist: boolean;
  /** Whether wheels for other targets show that the package has compiled code, which layerkit does not build. */
  readonly isCompiled: boolean;
  /** The newest final version with a wheel for the target. */
  readonly newestFitting: string | undefined;
}

/** `pandas 3.2.0 has no compatible wheel (needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26)` */
export const describeMissing = ({ name, version, reason }: VersionWithoutWheel): string =>
  `${name} ${version} ${reason}`;

/**
 * Returns the versions of a project that have no wheel for the target, in the order of the files. Leaves out yanked files
 * (PEP 592) and files for other Pythons, which no installer would take.
 */
export const versionsWithoutWheel = (
  target: Target,
  name: string,
  files: readonly IndexFile[],
): readonly VersionWithoutWheel[] => {
  const { pythonVersion } = runtimeFacts(target.runtime);
  const usable = files
    .filter(({ yanked }) => !yanked)
    .filter(({ requiresPython = '' }) => allowsPython(requiresPython, pythonVersion));
  const fileNames = usable.map(({ fileName }) => fileName);
  const all = wheelsAmong(fileNames);
  const accepts = acceptsWheel(target);
  const { newest: newestFitting } = fittingVersions(target, fileNames);
  const sdists = fileNames.flatMap((fileName) => sdistVersion(fileName, name) ?? []);
  const versions = [...all.map(({ version }) => version), ...sdists];
  return [...groupBy(versions, withoutZeros).entries()].flatMap(([key, [version = key]]) => {
    const wheels = all.filter((wheel) => withoutZeros(wheel.version) === key);
    if (wheels.some(accepts)) return [];
    const facts = {
      reason: reasonFor(target, wheels),
      hasSdist: sdists.some((one) => withoutZeros(one) === key),
      isCompiled: areCompiled(wheels.length > 0 ? wheels : all),
    };
    return [{ name, version, ...facts, newestFitting }];
  });
};

const areCompiled = (wheels: readonly WheelFileName[]): boolean =>
  wheels.length > 0 && wheels.every(({ tags }) => tags.every(({ platform }) => platform !== 'any'));

/** Names the nearest misses: another glibc comes before another Python, and that before another processor or system. */
const reasonFor = (target: Target, wheels: readonly WheelFileName[]): string => {
  if (wheels.length === 0) return 'is only a source distribution';
  const reasons = [...new Set(chooseWheel(target, wheels).refused.map(({ reason }) => reason))];
  const nearest = Math.min(...reasons.map(distance));
  return `has no compatible wheel (${reasons.filter((reason) => distance(reason) === nearest).join('; ')})`;
};

const distance = (reason: string): number => {
  const order = ['needs glibc', 'tagged', 'for CPython', 'for another processor'];
  const at = order.findIndex((start) => reason.startsWith(start));
  return (reason.split('; ').length - 1) * 10 + (at < 0 ? order.length : at);
};

/** Returns the version in the name of a source distribution, which may be older than PEP 625. */
const sdistVersion = (fileName: string, name: string): string | undefined => {
  const [, stem] = /^(.+)\.(?:tar\.gz|tar\.bz2|tgz|zip)$/.exec(fileName) ?? [];
  if (stem === undefined) return undefined;
  const cuts = [...stem.matchAll(/-/g)].map(({ index }) => index);
  const cut = cuts.find((at) => normalizeProjectName(stem.slice(0, at)) === normalizeProjectName(name));
  const version = cut === undefined ? '' : stem.slice(cut + 1);
  return isVersion(version) ? version : undefined;
};
