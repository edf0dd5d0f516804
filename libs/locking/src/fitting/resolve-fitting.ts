import { isLayerkitError } from '@layerkit/failure';
import {
  acceptsWheel,
  chooseWheel,
  coveringUvPlatform,
  parseWheelFileName,
  uvPlatform,
} from '@layerkit/platform-resolution';
import { isOffline } from '@layerkit/wheels';
import type { ResolvedPackage } from '../uv/pylock.ts';
import { resolveWithUv, type Refusal, type ResolveRequest } from '../uv/resolve.ts';
import { askIndexes } from '../candidates/ask-indexes.ts';
import { exclusionConstraints, type Exclusion } from './exclusion.ts';
import { fittingVersions } from './fitting-versions.ts';
import { isPreRelease, namePreRelease } from './pre-release.ts';

/** What is to be resolved; the target says for which platform. */
export type Question = Omit<ResolveRequest, 'platform'>;

/** A refusal, and the versions whose exclusion led to it; with none of them it is about the requirements alone. */
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
 * Resolves to the newest versions that have a wheel for the target, also where uv has no platform of exactly the
 * target's C library: at the next platform that leaves out no wheel, again and again, each time without the
 * versions that turned out to have none, until all have one. After `mostRounds` of it, at the next platform
 * that promises nothing the target lacks: older versions than need be, and a warning.
 * @throws LayerkitError platform/invalid-wheel-name, resolver/failed; the signal's reason when it is aborted
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
      ({ wheels }) =>
        wheels.length > 0 && !wheels.some(({ fileName }) => accepts(parseWheelFileName(fileName))),
    );
    if (misfits.length === 0) return { ...resolution, exclusions };
    exclusions = merged(exclusions, await excluding(misfits, question));
  }
  return resolveWithin(question);
};

/** The indexes say in one answer which versions of a package have no wheel: a round for each package, at most. */
const mostRounds = 20;

const resolveWithin = async (question: Question): Promise<FittingResolution> => {
  const platform = uvPlatform(question.target);
  const resolution = await resolveWithUv({ ...question, platform });
  if ('refusal' in resolution) return { refusal: { ...resolution.refusal, exclusions: [] } };
  const warning =
    `after ${String(mostRounds)} rounds there are still versions without a wheel for the target: ` +
    `resolved for ${platform} instead, to older versions than need be`;
  return { ...resolution, exclusions: [], warnings: [...resolution.warnings, warning] };
};

/**
 * What was resolved is always among what is excluded, whatever an index says: each round gets further. uv takes
 * a pre-release where no final version is left; where it is only the exclusion that leaves none, that is not
 * what the requirements allow (nor would pip), so pre-releases go with the rest.
 */
const excluding = async (
  misfits: readonly ResolvedPackage[],
  question: Question,
): Promise<readonly Exclusion[]> => {
  const files = await filesByName(misfits, question);
  const limits = [...question.requirements, ...question.constraints];
  return misfits.map(({ name, version, wheels }) => {
    const parsed = wheels.map(({ fileName }) => parseWheelFileName(fileName));
    const { refused } = chooseWheel(question.target, parsed);
    const { without, preReleases, newest } = fittingVersions(question.target, files.get(name) ?? []);
    const isAllowed = isPreRelease(version) || namePreRelease(limits, name);
    return {
      name,
      resolved: version,
      reason: [...new Set(refused.map(({ reason }) => reason))].join('; '),
      versions: [...new Set([version, ...without, ...(isAllowed ? [] : preReleases)])],
      ...(newest === undefined ? {} : { newestFitting: newest }),
    };
  });
};

/** Where no index answers, versions are excluded one by one. */
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
  return new Map(answers?.projects.map(({ name, files }) => [name, files]));
};

/** A package met again keeps what was said of it first. */
const merged = (before: readonly Exclusion[], more: readonly Exclusion[]): readonly Exclusion[] => [
  ...before.map((exclusion) => {
    const again = more.find(({ name }) => name === exclusion.name);
    if (again === undefined) return exclusion;
    return { ...exclusion, versions: [...new Set([...exclusion.versions, ...again.versions])] };
  }),
  ...more.filter(({ name }) => !before.some((exclusion) => exclusion.name === name)),
];
