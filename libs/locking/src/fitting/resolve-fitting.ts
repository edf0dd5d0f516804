import { isLayerkitError } from '@layerkit/failure';
import {
  acceptsWheel,
  chooseWheel,
  coveringUvPlatform,
  parseWheelFileName,
  uvPlatform,
} from '@layerkit/platform-resolution/tags';
import { isOffline } from '@layerkit/wheels/package-index';
import type { ResolvedPackage } from '../uv/pylock.ts';
import type { Refusal } from '../uv/compile.ts';
import { resolveWithUv, type ResolveRequest } from '../uv/resolve.ts';
import { askIndexes } from '../candidates/ask-indexes.ts';
import { exclusionConstraints, type Exclusion } from './exclusion.ts';
import { fittingVersions } from './fitting-versions.ts';

/** A request to resolve requirements. The platform follows from the target. */
export type Question = Omit<ResolveRequest, 'platform'>;

/** A refusal, and the excluded versions that led to it. Without exclusions, only the requirements are the cause. */
export interface FittingRefusal extends Refusal {
  readonly exclusions: readonly Exclusion[];
}

export type FittingResolution =
  | {
      readonly packages: readonly ResolvedPackage[];
      readonly exclusions: readonly Exclusion[];
      readonly warnings: readonly string[];
    }
  | { readonly refusal: FittingRefusal };

/**
 * Resolves to the newest versions with a wheel for the target, even if uv has no platform with exactly the target's C
 * library. It resolves for the next platform that excludes no wheel, and repeats that without the versions that have no
 * wheel for the target, until all have one. After `mostRounds` it resolves for the next lower platform, which may give
 * older versions than necessary, and adds a warning.
 * @throws LayerkitError platform/invalid-wheel-name, resolver/failed; the signal's reason if it is aborted
 */
export const resolveFitting = async (question: Question): Promise<FittingResolution> => {
  const platform = coveringUvPlatform(question.target);
  const accepts = acceptsWheel(question.target);
  let exclusions: readonly Exclusion[] = [];
  for (let round = 1; round <= mostRounds; round += 1) {
    const constraints = [...question.constraints, ...exclusionConstraints(exclusions)];
    const resolution = await resolveWithUv({ ...question, platform, constraints });
    if ('refusal' in resolution) return { refusal: { ...resolution.refusal, exclusions } };
    const misfits = resolution.packages.filter(
      ({ wheels, isByUrl }) =>
        isByUrl !== true &&
        wheels.length > 0 &&
        !wheels.some(({ fileName }) => accepts(parseWheelFileName(fileName))),
    );
    if (misfits.length === 0) return { ...resolution, exclusions };
    exclusions = merged(exclusions, await excluding(misfits, question));
  }
  return resolveWithin(question);
};

/** An index lists all versions of a package in one answer, so each package needs one round at most. */
const mostRounds = 20;

const resolveWithin = async (question: Question): Promise<FittingResolution> => {
  const platform = uvPlatform(question.target);
  const resolution = await resolveWithUv({ ...question, platform });
  if ('refusal' in resolution) return { refusal: { ...resolution.refusal, exclusions: [] } };
  const warning =
    `after ${String(mostRounds)} rounds some versions still have no wheel for the target: ` +
    `resolved for ${platform} instead, which may give older versions than necessary`;
  return { ...resolution, exclusions: [], warnings: [...resolution.warnings, warning] };
};

/**
 * Returns the exclusions for packages without a wheel for the target. They always include the resolved version, so that
 * each round makes progress.
 */
const excluding = async (
  misfits: readonly ResolvedPackage[],
  question: Question,
): Promise<readonly Exclusion[]> => {
  const files = await filesByName(misfits, question);
  return misfits.map(({ name, version, wheels }) => {
    const parsed = wheels.map(({ fileName }) => parseWheelFileName(fileName));
    const { refused } = chooseWheel(question.target, parsed);
    const { without, newest } = fittingVersions(question.target, files.get(name) ?? []);
    return {
      name,
      resolved: version,
      reason: [...new Set(refused.map(({ reason }) => reason))].join('; '),
      versions: [...new Set([version, ...without])],
      newestFitting: newest,
    };
  });
};

/** Returns the files of each package. Empty if no index answers; then versions are excluded one by one. */
const filesByName = async (
  misfits: readonly ResolvedPackage[],
  question: Question,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (isOffline(question.env)) return new Map();
  const names = misfits.map(({ name }) => name);
  const answers = await askIndexes(names, question).catch((error: unknown) => {
    if (isLayerkitError(error)) return undefined;
    throw error;
  });
  return new Map(answers?.projects.map(({ name, files }) => [name, files.map(({ fileName }) => fileName)]));
};

/** Adds exclusions. For a known package, only the versions are added. */
const merged = (before: readonly Exclusion[], more: readonly Exclusion[]): readonly Exclusion[] => [
  ...before.map((exclusion) => {
    const again = more.find(({ name }) => name === exclusion.name);
    if (again === undefined) return exclusion;
    return { ...exclusion, versions: [...new Set([...exclusion.versions, ...again.versions])] };
  }),
  ...more.filter(({ name }) => !before.some((exclusion) => exclusion.name === name)),
];
