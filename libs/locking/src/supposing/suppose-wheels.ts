import { isLayerkitError } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { askIndexes } from '../candidates/ask-indexes.ts';
import { versionsWithoutWheel, type VersionWithoutWheel } from './versions-without-wheel.ts';
import { resolveFitting, type FittingRefusal, type Question } from '../fitting/resolve-fitting.ts';
import type { ResolvedPackage } from '../uv/pylock.ts';
import { supposedFile } from '../uv/supposed-wheels.ts';

/** The resolution that a question would have if some versions had wheels. */
export interface Supposition {
  readonly packages: readonly ResolvedPackage[];
  /** The chosen versions that have no wheel. */
  readonly missing: readonly VersionWithoutWheel[];
}

/** Returns the versions of projects that have no wheel for the target. Empty if no index answers. */
export type VersionsWithoutWheel = (names: readonly string[]) => Promise<readonly VersionWithoutWheel[]>;

/** Asks the indexes about each project at most once. */
export const openVersionsWithoutWheel = (
  question: Pick<Question, 'uv' | 'env' | 'target'>,
): VersionsWithoutWheel => {
  const known = new Map<string, readonly VersionWithoutWheel[]>();
  return async (names) => {
    const fresh = names.filter((name) => !known.has(name));
    const answers = fresh.length === 0 ? undefined : await answersAbout(fresh, question);
    for (const { name, files } of answers?.projects ?? [])
      known.set(name, versionsWithoutWheel(question.target, name, files));
    return names.flatMap((name) => known.get(name) ?? []);
  };
};

const answersAbout = (names: readonly string[], question: Pick<Question, 'uv' | 'env'>) =>
  askIndexes(names, question).catch((error: unknown) => {
    if (isLayerkitError(error)) return undefined;
    throw error;
  });

/**
 * Resolves as if the versions without a wheel had one: first those of the named projects, then also those of the
 * projects that uv names when it refuses. Undefined if the requirements can't be resolved with them either.
 * @throws LayerkitError the errors of `resolveFitting`
 */
export const supposeWheels = async (
  question: Question,
  names: readonly string[],
  versions: VersionsWithoutWheel,
): Promise<Supposition | undefined> => {
  const asked = new Set(names);
  let supposed = await versions(names);
  for (let round = 1; round <= mostRounds; round += 1) {
    const all = [...(question.supposed ?? []), ...supposed];
    const resolution = await resolveFitting({ ...question, supposed: all });
    if (!('refusal' in resolution)) {
      const { packages } = resolution;
      return { packages, missing: chosenOf(supposed, packages) };
    }
    const more = namesIn(resolution.refusal).filter((name) => !asked.has(name));
    more.forEach((name) => asked.add(name));
    const added = await versions(more);
    if (added.length === 0) return undefined;
    supposed = [...supposed, ...added];
  }
  return undefined;
};

/** Each round finds the packages that keep the next ones from being seen. */
const mostRounds = 8;

/** Returns the supposed versions that uv has chosen. */
export const chosenOf = (
  supposed: readonly VersionWithoutWheel[],
  packages: readonly ResolvedPackage[],
): readonly VersionWithoutWheel[] => {
  const files = new Set(packages.flatMap(({ wheels }) => wheels.map(({ fileName }) => fileName)));
  return supposed.filter((one) => files.has(supposedFile(one)));
};

/**
 * Returns the names that may be to blame for a refusal: of excluded versions, and the words in uv’s messages that are in
 * backticks or before a version. They are only candidates: the index and another resolution confirm them.
 */
export const namesIn = ({ exitCode, words, exclusions }: FittingRefusal): readonly string[] => {
  // uv did not begin to search for a solution
  if (exitCode !== 1) return [];
  const text = words.join('\n');
  const quoted = [...text.matchAll(/`([A-Za-z][A-Za-z0-9._-]*)`/g)];
  const limited = [...text.matchAll(/(?<![\w.-])([A-Za-z][A-Za-z0-9._-]*)(?:\[[^\]]*\])?(?=[<>=!~]=?\d)/g)];
  const found = [...quoted, ...limited].map(([, name = '']) => normalizeProjectName(name));
  return [...new Set([...exclusions.map(({ name }) => name), ...found])].slice(0, mostNames);
};

const mostNames = 16;
