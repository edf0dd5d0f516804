import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { isOffline } from '@layerkit/wheels/package-index';
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
 * Explains why uv could not resolve the requirements. uv's messages are for people, so layerkit finds the cases with a
 * code of their own by other means: it asks the indexes for their files, then uv for that requirement alone. Any other
 * case keeps uv's own messages.
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
  if (confirmed.length > 0) return report(confirmed, question, cause);
  return inMessagesOfUv(refusal, requirements, question);
};

/**
 * Returns the words in backticks, which may be names of packages that only other packages require. The index confirms
 * them. They are something else if uv did not begin to search for a solution.
 */
const namesIn = ({ exitCode, words }: Refusal): readonly string[] =>
  exitCode !== 1
    ? []
    : [...words.join('\n').matchAll(/`([A-Za-z][A-Za-z0-9._-]*)`/g)]
        .map(([, name = '']) => name)
        .slice(0, 10);

/** Whether a requirement fails on its own. It does not if its marker excludes this target. */
const failsAlone = async ({ requirement }: Suspect, question: Question): Promise<boolean> => {
  const alone = { ...question, requirements: [requirement], preferences: [], dependencies: false };
  return 'refusal' in (await resolveFitting(alone));
};

const report = (suspects: readonly Suspect[], { target }: Question, cause: Error): LayerkitError => {
  const unknown = suspects.filter(({ kind }) => kind === 'unknown');
  const problems = suspects.flatMap((suspect) => suspect.problems);
  const list = (of: readonly Suspect[]): string => of.map(({ name }) => `“${name}”`).join(', ');
  if (unknown.length === 0) {
    const message = `no wheel for ${formatTarget(target)}: ${list(suspects)}`;
    return new LayerkitError({ code: 'lock/no-wheel', message, problems, hint: noWheelHint, cause });
  }
  return new LayerkitError({
    code: 'lock/unknown-requirement',
    message: `no package index has ${list(unknown)}`,
    problems,
    hint: 'Check the spelling. For a private package, set UV_INDEX or UV_DEFAULT_INDEX to its index.',
    cause,
  });
};

const inMessagesOfUv = (
  { exitCode, words }: Refusal,
  { file }: Requirements,
  { target }: Question,
): LayerkitError => {
  const understood = exitCode === 1;
  return new LayerkitError({
    code: understood ? 'lock/unsatisfiable' : 'resolver/failed',
    message: understood
      ? `no set of versions satisfies ${file} for ${formatTarget(target)}; uv reports`
      : `uv could not resolve ${file} for ${formatTarget(target)} (exit code ${String(exitCode ?? 'none')}); it reports`,
    problems: words,
    hint: understood
      ? 'Loosen one of the requirements named here.'
      : 'Correct the requirement that uv names. If none is wrong, set LAYERKIT_UV to the path of another uv; layerkit is tested with uv 0.13.',
  });
};

const offline = ({ words, exclusions }: FittingRefusal, cause: Error): LayerkitError =>
  new LayerkitError({
    code: 'index/unreachable',
    message: 'UV_OFFLINE is set, but uv’s cache does not have everything that the requirements need',
    problems: exclusions.length > 0 ? exclusions.map(noFittingWheel) : words,
    hint: 'Unset UV_OFFLINE and lock with a network. A build from a lock needs no network if the wheels are in the store.',
    cause,
  });
