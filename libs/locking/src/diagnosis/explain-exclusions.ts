import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import pMap from 'p-map';
import { noFittingWheel, type Exclusion } from '../fitting/exclusion.ts';
import { resolveFitting, type FittingRefusal, type Question } from '../fitting/resolve-fitting.ts';
import type { Requirement, Requirements } from '../requirements/read-requirements.ts';
import { noWheelHint } from './no-wheel-hint.ts';

/**
 * Explains why requirements can't be resolved without the versions that have no wheel for the target: names the lines
 * that fail on their own, each with the versions that it needs. If none fails on its own, names all excluded versions.
 * uv's messages become only the cause, because they mention constraints that the user did not write.
 */
export const explainExclusions = async (
  refusal: FittingRefusal,
  { file, requirements }: Requirements,
  question: Question,
): Promise<LayerkitError> => {
  const tried = await pMap(
    requirements,
    async ({ text, where }) => ({
      where: `${where}: ${text}`,
      exclusions: await exclusionsThatFail(text, question),
    }),
    { concurrency: 4 },
  );
  const alone = tried.filter(({ exclusions }) => exclusions.length > 0);
  const guilty = alone.length > 0 ? alone : [{ where: file, exclusions: refusal.exclusions }];
  const names = new Set(guilty.flatMap(({ exclusions }) => exclusions.map(({ name }) => `“${name}”`)));
  return new LayerkitError({
    code: 'lock/no-wheel',
    message: `no version of ${[...names].join(', ')} that ${file} allows has a wheel for ${formatTarget(question.target)}`,
    problems: guilty.flatMap(({ where, exclusions }) =>
      exclusions.map((one) => `${where}: ${describe(one)}`),
    ),
    hint: noWheelHint,
    cause: new Error(refusal.words.join('\n')),
  });
};

/** The exclusions that make a line fail on its own, first without its dependencies. Empty if it does not fail. */
const exclusionsThatFail = async (
  text: Requirement['text'],
  question: Question,
): Promise<readonly Exclusion[]> => {
  for (const dependencies of [false, true]) {
    const alone = { ...question, requirements: [text], preferences: [], dependencies };
    const resolution = await resolveFitting(alone);
    if ('refusal' in resolution) return resolution.refusal.exclusions;
  }
  return [];
};

const describe = (exclusion: Exclusion): string => {
  const { newestFitting } = exclusion;
  const newest = newestFitting === undefined ? '' : `; the newest version with one is ${newestFitting}`;
  return `${noFittingWheel(exclusion)}, and no other allowed version has one${newest}`;
};
