import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { isOffline, readPipConfiguration } from '@layerkit/wheels/package-index';
import type { Requirements } from '../requirements/read-requirements.ts';
import { namesIn } from '../supposing/suppose-wheels.ts';
import type { Refusal } from '../uv/compile.ts';
import { noFittingWheel } from '../fitting/exclusion.ts';
import { resolveFitting, type FittingRefusal, type Question } from '../fitting/resolve-fitting.ts';
import { askIndexes } from '../candidates/ask-indexes.ts';
import { explainMissingWheels, type Explanation } from './explain-missing-wheels.ts';
import { indexTrouble } from './index-trouble.ts';
import { unknownAmong, type UnknownRequirement } from './unknown-requirements.ts';

/**
 * Explains why uv could not resolve the requirements. uv's messages are for people, so layerkit finds the cases with a
 * code of their own by other means: it asks the indexes for their files, and uv other questions. Any other case keeps uv's
 * own messages.
 */
export const explainRefusal = async (
  refusal: FittingRefusal,
  requirements: Requirements,
  question: Question,
): Promise<Explanation> => {
  const because = (error: LayerkitError): Explanation => ({ error, missing: [] });
  const cause = new Error(refusal.words.join('\n'));
  if (isOffline(question.env)) return because(offline(refusal, cause));
  const names = [...requirements.requirements.map(({ name }) => name), ...namesIn(refusal)];
  const answers = await askIndexes([...new Set(names)], question);
  const trouble = indexTrouble(answers.projects, cause);
  if (trouble !== undefined) return because(trouble);
  const confirmed: UnknownRequirement[] = [];
  for (const unknown of unknownAmong(answers, requirements))
    if (await failsAlone(unknown, question)) confirmed.push(unknown);
  if (confirmed.length > 0) return because(await unknownRequirements(confirmed, question.env, cause));
  const missing =
    refusal.exitCode === 1 ? await explainMissingWheels(refusal, requirements, question) : undefined;
  return missing ?? because(inMessagesOfUv(refusal, requirements, question));
};

/** Whether a requirement fails on its own. It does not if its marker excludes this target. */
const failsAlone = async ({ requirement }: UnknownRequirement, question: Question): Promise<boolean> => {
  const alone = { ...question, requirements: [requirement], preferences: [], dependencies: false };
  return 'refusal' in (await resolveFitting(alone));
};

const unknownRequirements = async (
  unknown: readonly UnknownRequirement[],
  env: NodeJS.ProcessEnv,
  cause: Error,
): Promise<LayerkitError> => {
  const { filesWithMore } = await readPipConfiguration(env);
  const more = filesWithMore.map(
    (file) => ` ${file} names places that layerkit asks only if UV_INDEX or UV_FIND_LINKS names them.`,
  );
  return new LayerkitError({
    code: 'lock/unknown-requirement',
    message: `no package index has ${unknown.map(({ name }) => `“${name}”`).join(', ')}`,
    problems: unknown.map(({ problem }) => problem),
    hint: `Check the spelling. For a private package, set UV_INDEX or UV_DEFAULT_INDEX to its index.${more.join('')}`,
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
