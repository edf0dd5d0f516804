import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { isOffline } from '@layerkit/wheels';
import type { Requirements } from '../requirements/read-requirements.ts';
import type { Refusal } from '../uv/resolve.ts';
import { noFittingWheel } from '../fitting/exclusion.ts';
import { resolveFitting, type FittingRefusal, type Question } from '../fitting/resolve-fitting.ts';
import { askIndexes } from '../candidates/ask-indexes.ts';
import { explainExclusions } from './explain-exclusions.ts';
import { indexTrouble } from './index-trouble.ts';
import { noWheelHint } from './no-wheel-hint.ts';
import { suspectsAmong, type Suspect } from './suspects.ts';

/**
 * Why uv could not resolve the requirements. Its messages are for people, so the cases that have a code of
 * their own are found by asking: the index for what it has, then uv for that one requirement alone. What is left
 * is told in uv's own words.
 */
export const explainRefusal = async (
  refusal: FittingRefusal,
  requirements: Requirements,
  question: Question,
): Promise<LayerkitError> => {
  const cause = new Error(refusal.words.join('\n'));
  if (isOffline(question.env)) return offline(refusal, cause);
  const names = [...requirements.requirements.map(({ name }) => name), ...namesIn(refusal)];
  const answers = await askIndexes([...new Set(names)], question);
  const trouble = indexTrouble(answers.projects, cause);
  if (trouble !== undefined) return trouble;
  if (refusal.exitCode === 1 && refusal.exclusions.length > 0) {
    return explainExclusions(refusal, requirements, question);
  }
  const suspects = suspectsAmong(answers, requirements, question.target);
  const confirmed: Suspect[] = [];
  for (const suspect of suspects) if (await failsAlone(suspect, question)) confirmed.push(suspect);
  if (confirmed.length > 0) return accuse(confirmed, question, cause);
  return inWordsOfUv(refusal, requirements, question);
};

/**
 * Names that uv sets in backticks may be of packages that only others require; the index says which are. When it
 * did not get as far as looking for a solution they are something else.
 */
const namesIn = ({ exitCode, words }: Refusal): readonly string[] =>
  exitCode !== 1
    ? []
    : [...words.join('\n').matchAll(/`([A-Za-z][A-Za-z0-9._-]*)`/g)]
        .map(([, name = '']) => name)
        .slice(0, 10);

/** A marker may leave a requirement out on this target: then it is innocent. */
const failsAlone = async ({ requirement }: Suspect, question: Question): Promise<boolean> => {
  const alone = { ...question, requirements: [requirement], preferences: [], dependencies: false };
  return 'refusal' in (await resolveFitting(alone));
};

const accuse = (suspects: readonly Suspect[], { target }: Question, cause: Error): LayerkitError => {
  const unknown = suspects.filter(({ kind }) => kind === 'unknown');
  const problems = suspects.flatMap((suspect) => suspect.problems);
  const list = (of: readonly Suspect[]): string => of.map(({ name }) => `“${name}”`).join(', ');
  if (unknown.length === 0) {
    const message = `there is no wheel for ${formatTarget(target)} of ${list(suspects)}`;
    return new LayerkitError({ code: 'lock/no-wheel', message, problems, hint: noWheelHint, cause });
  }
  return new LayerkitError({
    code: 'lock/unknown-requirement',
    message: `no package index has ${list(unknown)}`,
    problems,
    hint: 'Check the spelling. A private package needs its index in UV_INDEX or UV_DEFAULT_INDEX.',
    cause,
  });
};

const inWordsOfUv = (
  { exitCode, words }: Refusal,
  { file }: Requirements,
  { target }: Question,
): LayerkitError => {
  const understood = exitCode === 1;
  return new LayerkitError({
    code: understood ? 'lock/unsatisfiable' : 'resolver/failed',
    message: understood
      ? `no set of versions fits ${file} on ${formatTarget(target)}; uv says why`
      : `uv could not resolve ${file} for ${formatTarget(target)} (exit code ${String(exitCode ?? 'none')}); it says`,
    problems: words,
    hint: understood
      ? 'Loosen one of the limits named here.'
      : 'Correct the requirement that it names. Where none is at fault: layerkit is tested with uv 0.13, and LAYERKIT_UV can name another uv than the one found.',
  });
};

const offline = ({ words, exclusions }: FittingRefusal, cause: Error): LayerkitError =>
  new LayerkitError({
    code: 'index/unreachable',
    message: 'UV_OFFLINE is set, and uv’s cache does not have all that is needed',
    problems: exclusions.length > 0 ? exclusions.map(noFittingWheel) : words,
    hint: 'Lock with a network, without UV_OFFLINE. Building from a lock needs none once the wheels are in the store.',
    cause,
  });
