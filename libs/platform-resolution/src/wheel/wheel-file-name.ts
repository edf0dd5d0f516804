import { LayerkitError } from '@layerkit/failure';
import type { Tag } from '../tags/tag.ts';
import { isVersion } from './pep440.ts';
import { normalizeProjectName } from './project-name.ts';

/** Decides between two wheels that fit equally well: the higher build tag wins (PEP 427). */
export interface BuildTag {
  readonly number: number;
  readonly suffix: string;
}

/** The parts of a wheel's file name. */
export interface WheelFileName {
  readonly fileName: string;
  /** Normalized (PEP 503). */
  readonly distribution: string;
  /** As written in the name. */
  readonly version: string;
  readonly build?: BuildTag | undefined;
  /** Compressed tag sets are expanded: `py2.py3-none-any` gives two. */
  readonly tags: readonly Tag[];
}

/**
 * Reads `NAME-VERSION[-BUILD]-PYTHON-ABI-PLATFORM.whl` (PEP 427; binary distribution format).
 * @throws LayerkitError platform/invalid-wheel-name
 */
export const parseWheelFileName = (fileName: string): WheelFileName => {
  const invalid = (reason: string): LayerkitError =>
    new LayerkitError({
      code: 'platform/invalid-wheel-name',
      message: `“${shorten(fileName)}” is not a wheel’s file name: ${reason}`,
      hint: 'Name the file NAME-VERSION[-BUILD]-PYTHON-ABI-PLATFORM.whl.',
    });
  if (fileName.length > longestName)
    throw invalid(`it has ${fileName.length} characters; the limit is ${longestName}`);
  if (!fileName.endsWith('.whl')) throw invalid('it does not end in .whl');
  const parts = fileName.slice(0, -'.whl'.length).split('-');
  if (parts.length < 5 || parts.length > 6) throw invalid(`it has ${String(parts.length)} parts, not 5 or 6`);
  const [name = '', version = ''] = parts;
  const buildText = parts.length === 6 ? parts[2] : undefined;
  const build = buildText === undefined ? undefined : parseBuild(buildText);
  if (!projectName.test(name)) throw invalid(`“${name}” is not a project name`);
  if (!isVersion(version)) throw invalid(`“${version}” is not a version`);
  if (buildText !== undefined && build === undefined) throw invalid(`build tag “${buildText}” has no number`);
  const sets = parseTagSets(parts.slice(-3));
  if (sets === undefined) throw invalid(`“${parts.slice(-3).join('-')}” is not a tag`);
  if (countTags(sets) > mostTags)
    throw invalid(`it stands for ${countTags(sets)} tags; the limit is ${mostTags}`);
  const tags = expandTags(sets);
  const distribution = normalizeProjectName(name);
  return { fileName, distribution, version, build, tags };
};

/** No common file system can store a longer name. */
const longestName = 255;
/** More than ten times as many as any real wheel has. */
const mostTags = 1000;

const shorten = (name: string): string => (name.length > longestName ? `${name.slice(0, 60)}…` : name);

const projectName = /^(?!.*__)[A-Za-z0-9](?:[A-Za-z0-9._]*[A-Za-z0-9])?$/;
const tagPart = /^\w+(?:\.\w+)*$/;

const parseBuild = (text: string): BuildTag | undefined => {
  const [, number, suffix] = /^([0-9]+)((?![0-9])\w*)$/.exec(text) ?? [];
  if (number === undefined || suffix === undefined) return undefined;
  return { number: Number(number), suffix };
};

/** Compressed tag sets: interpreters, ABIs and platforms, each without duplicates (PEP 425). */
type TagSets = readonly (readonly string[])[];

const parseTagSets = (parts: readonly string[]): TagSets | undefined =>
  parts.every((part) => tagPart.test(part))
    ? parts.map((part) => [...new Set(part.toLowerCase().split('.'))])
    : undefined;

const countTags = (sets: TagSets): number => sets.reduce((product, { length }) => product * length, 1);

const expandTags = ([interpreters = [], abis = [], platforms = []]: TagSets): readonly Tag[] =>
  interpreters.flatMap((interpreter) =>
    abis.flatMap((abi) => platforms.map((platform) => ({ interpreter, abi, platform }))),
  );
