import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { isVersion, parseRequirement } from '@layerkit/platform-resolution';
import type { Adoption, Pin } from './adoption.ts';
import {
  readRequirementLines,
  type RequirementLine,
  type RequirementLines,
} from './requirements/requirement-lines.ts';

/**
 * Reads a requirements file that another tool works with. One that pip-compile or `uv pip compile` made says who asked
 * for each package: what nothing else brings along was asked for, in the words of the file it was made from where that
 * lies beside it, and all versions are pins. Any other file is taken at its word.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem with its file and line)
 */
export const adoptRequirements = async (file: string): Promise<Adoption> => {
  const lines = await readRequirementLines(file).catch((cause: unknown) => {
    throw missing(file, cause);
  });
  if (lines.problems.length > 0) throw invalid(`${file} can’t be adopted as it is`, lines.problems);
  if (lines.requirements.length === 0) throw invalid(`${file} requires nothing`);
  const names = new Set(lines.requirements.map(({ name }) => name));
  const isCompiled = lines.requirements.some(({ via }) => via !== undefined);
  const wanted = lines.requirements.filter(({ via }) => isAskedFor(via, names));
  return isCompiled && wanted.length > 0 ? adoptCompiled(file, lines, wanted) : adoptAsWritten(lines);
};

const adoptAsWritten = ({ requirements, constraints, verbatim }: RequirementLines): Adoption => {
  const texts = requirements.map(({ text }) => text);
  const pins = pinsOf(requirements);
  return {
    requirements: verbatim === undefined ? texts : verbatim.replace(/\n$/, '').split('\n'),
    constraints: constraints.map(({ text }) => text),
    pins,
    isComplete: false,
    notes:
      pins.length === requirements.length && pins.length > 1
        ? [
            'Nothing says which of the pinned packages were asked for and which came along: all of them stay as they are.',
          ]
        : [],
  };
};

const adoptCompiled = async (
  file: string,
  lines: RequirementLines,
  wanted: readonly RequirementLine[],
): Promise<Adoption> => {
  const source = await readSource(file, wanted);
  return {
    requirements: source?.requirements.map(({ text }) => text) ?? wanted.map(withoutVersion),
    constraints: (source ?? lines).constraints.map(({ text }) => text),
    pins: pinsOf(lines.requirements),
    isComplete: true,
    notes: [
      source === undefined
        ? `Of ${lines.requirements.length} packages ${wanted.length} were asked for; their versions are kept by the lock.`
        : `What was asked for is taken from ${source.shown}, which ${basename(file)} was made from.`,
    ],
  };
};

/** By a file, or a project: by something that is none of the packages. A line without comment was added by hand. */
const isAskedFor = (via: readonly string[] | undefined, names: ReadonlySet<string>): boolean =>
  via === undefined ||
  via.some((by) => !by.startsWith('-c ') && !names.has(parseRequirement(by)?.name ?? by));

/** The files named by `via -r`, where all that was asked for is in them. */
const readSource = async (
  file: string,
  wanted: readonly RequirementLine[],
): Promise<
  (Pick<RequirementLines, 'requirements' | 'constraints'> & { readonly shown: string }) | undefined
> => {
  const named = wanted.flatMap(({ via = [] }) => via.flatMap((by) => /^-r (\S.*)$/.exec(by)?.[1] ?? []));
  const paths = await Promise.all([...new Set(named)].map((name) => besideIt(file, name)));
  const sources = await Promise.all(
    paths.filter((path) => path !== undefined).map((path) => readRequirementLines(path)),
  );
  const requirements = sources.flatMap((source) => source.requirements);
  const found = new Set(requirements.map(({ name }) => name));
  const isWhole = wanted.every(({ name }) => found.has(name));
  if (!isWhole || sources.some(({ problems }) => problems.length > 0)) return undefined;
  return {
    requirements,
    constraints: sources.flatMap(({ constraints }) => constraints),
    shown: [...new Set(named)].join(', '),
  };
};

/** The comment has the path as pip-compile was given it, in a folder that may have been another. */
const besideIt = async (file: string, name: string): Promise<string | undefined> => {
  for (const path of [join(dirname(file), name), join(dirname(file), basename(name))])
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  return undefined;
};

/** `uvicorn[standard] ; sys_platform != "win32"` */
const withoutVersion = ({ text }: RequirementLine): string => {
  const [wanted = '', marker] = text.split(/;(.*)/s);
  const name = wanted.replace(/[\s(]*[<>=!~].*$/s, '').trim();
  return marker === undefined ? name : `${name} ; ${marker.trim()}`;
};

const pinsOf = (lines: readonly RequirementLine[]): readonly Pin[] =>
  lines.flatMap(({ name, text }) => {
    const requirement = parseRequirement(text);
    const version = /^={2,3}\s*([^\s,*]+)$/.exec(requirement?.specifiers ?? '')?.[1];
    if (version === undefined || !isVersion(version)) return [];
    return [{ name, version, ...(requirement?.marker === undefined ? {} : { marker: requirement.marker }) }];
  });

const missing = (file: string, cause: unknown): LayerkitError =>
  new LayerkitError({
    code: 'requirements/missing',
    message: `${file} can’t be read`,
    hint: 'Give the path of a requirements file, from the folder of the workspace.',
    cause,
  });

const invalid = (message: string, problems: readonly string[] = []): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message,
    problems,
    hint: 'A layer is made from requirements by name. Mend these lines, or adopt a copy of the file without them.',
  });
