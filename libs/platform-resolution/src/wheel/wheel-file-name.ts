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
      message: `“${fileName}” is not a wheel’s file name: ${reason}`,
      hint: 'Name the file NAME-VERSION[-BUILD]-PYTHON-ABI-PLATFORM.whl.',
    });
  if (!fileName.endsWith('.whl')) throw invalid('it does not end in .whl');
  const parts = fileName.slice(0, -'.whl'.length).split('-');
  if (parts.length < 5 || parts.length > 6) throw invalid(`it has ${String(parts.length)} parts, not 5 or 6`);
  const [name = '', version = ''] = parts;
  const buildText = parts.length === 6 ? parts[2] : undefined;
  const build = buildText === undefined ? undefined : parseBuild(buildText);
  if (!projectName.test(name)) throw invalid(`“${name}” is not a project name`);
  if (!isVersion(version)) throw invalid(`“${version}” is not a version`);
  if (buildText !== undefined && build === undefined) throw invalid(`build tag “${buildText}” has no number`);
  const tags = parseTags(parts.slice(-3));
  if (tags === undefined) throw invalid(`“${parts.slice(-3).join('-')}” is not a tag`);
  const distribution = normalizeProjectName(name);
  return { fileName, distribution, version, build, tags };
};

const projectName = /^(?!.*__)[A-Za-z0-9](?:[A-Za-z0-9._]*[A-Za-z0-9])?$/;
const tagPart = /^\w+(?:\.\w+)*$/;

/** Far more than real names have. It limits the product of the three sets. */
const mostTags = 1000;

const parseBuild = (text: string): BuildTag | undefined => {
  const [, number, suffix] = /^([0-9]+)((?![0-9])\w*)$/.exec(text) ?? [];
  if (number === undefined || suffix === undefined) return undefined;
  return { number: Number(number), suffix };
};

/** The product of the three sets, without duplicates (PEP 425, "Compressed tag sets"). */
const parseTags = (parts: readonly string[]): readonly Tag[] | undefined => {
  if (!parts.every((part) => tagPart.test(part))) return undefined;
  const [interpreters = [], abis = [], platforms = []] = parts.map((part) => [
    ...new Set(part.toLowerCase().split('.')),
  ]);
  if (interpreters.length * abis.length * platforms.length > mostTags) return undefined;
  return interpreters.flatMap((interpreter) =>
    abis.flatMap((abi) => platforms.map((platform) => ({ interpreter, abi, platform }))),
  );
};
