import { statedLines } from './candidates/stated-lines.ts';
import { specifiersOn } from './candidates/specifiers-on.ts';
import type { Requirements } from './requirements/read-requirements.ts';
import { resolveAllowing, type AllowingResolution, type LayerQuestion } from './resolve-allowing.ts';
import { namesIn, openVersionsWithoutWheel, supposeWheels } from './supposing/suppose-wheels.ts';
import { newestVersions } from './uv/newest-versions.ts';
import { isPreRelease, namePreRelease } from './fitting/pre-release.ts';

/**
 * Resolves like `resolveAllowing`, without pre-releases that nobody asked for. uv takes one if it can use none of the
 * final versions, even if the reason is only that a dependency of theirs has no wheel. pip takes one only if a requirement
 * names a pre-release or allows no final version (PEP 440, "Handling of pre-releases").
 * @throws LayerkitError the errors of `resolveAllowing`
 */
export const resolveFinal = async (
  question: LayerQuestion,
  requirements: Requirements,
): Promise<AllowingResolution> => {
  const first = await resolveAllowing(question, requirements);
  const unwanted = await unwantedPreReleases(first);
  if (unwanted.length === 0) return first;
  const onlyFinal = [...(question.onlyFinal ?? []), ...unwanted];
  const second = await resolveFinal({ ...question, onlyFinal }, requirements);
  if (!('refusal' in second.resolution)) return second;
  // Another package may require the pre-release
  const versions = openVersionsWithoutWheel(question);
  const withWheels = await supposeWheels(second.asked, namesIn(second.resolution.refusal), versions);
  return withWheels === undefined ? first : second;
};

/** Returns the packages at a pre-release that the requirements don't name, and that have final versions. */
const unwantedPreReleases = async ({ resolution, asked }: AllowingResolution): Promise<readonly string[]> => {
  if ('refusal' in resolution) return [];
  const lines = statedLines(asked);
  const names = resolution.packages
    .filter(({ name, version }) => isPreRelease(version) && !namePreRelease(lines, name))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const newest = await newestVersions({ ...asked, specifiers: specifiersOn(names, lines, asked.target) });
  return names.filter((name) => !isPreRelease(newest?.get(name) ?? ''));
};
