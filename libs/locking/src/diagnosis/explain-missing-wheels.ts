import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import pMap from 'p-map';
import { describeMissing, type VersionWithoutWheel } from '../supposing/versions-without-wheel.ts';
import { resolveFitting, type FittingRefusal, type Question } from '../fitting/resolve-fitting.ts';
import type { Requirement, Requirements } from '../requirements/read-requirements.ts';
import {
  namesIn,
  openVersionsWithoutWheel,
  supposeWheels,
  type VersionsWithoutWheel,
} from '../supposing/suppose-wheels.ts';
import { noWheelHint } from './no-wheel-hint.ts';

/** The error for a refusal, and the versions without a wheel that it is about, if it is about any. */
export interface Explanation {
  readonly error: LayerkitError;
  readonly missing: readonly VersionWithoutWheel[];
}

/**
 * Returns the error for requirements that could be resolved if some versions had a wheel for the target. It names the
 * lines that fail on their own, each with the versions that it needs. If none fails on its own, it names all these
 * versions. Undefined if wheels would not help. uv's messages become only the cause, because they mention constraints
 * that the user did not write.
 */
export const explainMissingWheels = async (
  refusal: FittingRefusal,
  requirements: Requirements,
  question: Question,
): Promise<Explanation | undefined> => {
  const versions = openVersionsWithoutWheel(question);
  const stated = requirements.requirements.map(({ name }) => name);
  const unpinned = { ...question, preferences: [] };
  const together = await supposeWheels(unpinned, [...stated, ...namesIn(refusal)], versions);
  if (together === undefined) return undefined;
  const missingAlone = (line: Requirement) => missingFor(line, unpinned, versions);
  const alone = (await pMap(requirements.requirements, missingAlone, { concurrency: 4 })).flat();
  const missing = together.missing.map((one) => ({ one, problem: `${requirements.file}: ${describe(one)}` }));
  const guilty = alone.length > 0 ? alone : missing;
  const names = [...new Set(guilty.map(({ one }) => `“${one.name}”`))];
  const all = guilty.map(({ one }) => one);
  const error = new LayerkitError({
    code: 'lock/no-wheel',
    message: `no version of ${names.join(', ')} that ${requirements.file} allows has a wheel for ${formatTarget(question.target)}`,
    problems: guilty.map(({ problem }) => problem),
    hint: noWheelHint(all, requirements.allowBuild),
    cause: new Error(refusal.words.join('\n')),
  });
  return { error, missing: all };
};

interface Guilty {
  readonly one: VersionWithoutWheel;
  readonly problem: string;
}

/** Returns the versions without a wheel that a line needs on its own, first without its dependencies. */
const missingFor = async (
  { name, text, where }: Requirement,
  question: Question,
  versions: VersionsWithoutWheel,
): Promise<readonly Guilty[]> => {
  for (const dependencies of [false, true]) {
    const alone = { ...question, requirements: [text], dependencies };
    const resolution = await resolveFitting(alone);
    if (!('refusal' in resolution)) continue;
    const supposition = await supposeWheels(alone, namesIn(resolution.refusal), versions);
    return (supposition?.missing ?? []).map((one) => ({
      one,
      problem: `${where}: ${text}${one.name === name ? ':' : ' needs'} ${describe(one, one.name !== name)}`,
    }));
  }
  return [];
};

const describe = (one: VersionWithoutWheel, isNeeded = false): string => {
  const { name, version, reason, newestFitting } = one;
  const what = isNeeded ? `${name} ${version}, which ${reason}` : describeMissing(one);
  const newest = newestFitting === undefined ? '' : `; the newest version with one is ${newestFitting}`;
  return `${what}, and no other allowed version has a wheel${newest}`;
};
