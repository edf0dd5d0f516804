import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import pMap from 'p-map';
import { noFittingWheel, type Exclusion } from '../fitting/exclusion.ts';
import { resolveFitting, type FittingRefusal, type Question } from '../fitting/resolve-fitting.ts';
import type { Requirement, Requirements } from '../requirements/read-requirements.ts';
import { noWheelHint } from './no-wheel-hint.ts';

/**
 * Why requirements that could be resolved can't be any more once the versions without a wheel for the target are
 * left out: the lines that fail even alone, each with what it needs and can't have. Where none fails alone,
 * everything that was left out. uv's words are the cause only: they tell of limits that nobody wrote.
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
    message: `there is no wheel for ${formatTarget(question.target)} of ${[...names].join(', ')} in the versions that ${file} allows`,
    problems: guilty.flatMap(({ where, exclusions }) => exclusions.map((one) => `${where}: ${tell(one)}`)),
    hint: noWheelHint,
    cause: new Error(refusal.words.join('\n')),
  });
};

/** Of the line without what it depends on, if that fails already; none where the line is innocent. */
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

const tell = (exclusion: Exclusion): string => {
  const { newestFitting } = exclusion;
  const newest = newestFitting === undefined ? '' : `; the newest that has one is ${newestFitting}`;
  return `${noFittingWheel(exclusion)}, nor has another version allowed here${newest}`;
};
