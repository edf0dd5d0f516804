import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { isVersion, parseRequirement } from '@layerkit/platform-resolution/requirements';
import type { Adoption, Pin } from './adoption.ts';
import {
  readRequirementLines,
  type RequirementLine,
  type RequirementLines,
} from './requirements/requirement-lines.ts';

/**
 * Reads a requirements file of another tool. In a file compiled by pip-compile or `uv pip compile`, comments name the
 * origin of each package: packages that no other package requires become requirements, and all versions become
 * pins. Takes the requirements from the original file if it is in the same folder. Adopts any other file unchanged.
 * @throws LayerkitError requirements/missing, requirements/invalid (lists every problem with file and line)
 */
export const adoptRequirements = async (file: string): Promise<Adoption> => {
  const lines = await readRequirementLines(file).catch((cause: unknown) => {
    throw missing(file, cause);
  });
  if (lines.problems.length > 0) throw invalid(`cannot adopt ${file}`, lines.problems);
  if (lines.requirements.length === 0) throw invalid(`${file} has no requirements`);
  const names = new Set(lines.requirements.map(({ name }) => name));
  const isCompiled = lines.requirements.some(({ via }) => via !== undefined);
  const wanted = lines.requirements.filter(({ via }) => isAskedFor(via, names));
  return isCompiled && wanted.length > 0 ? adoptCompiled(file, lines, wanted) : adoptAsWritten(lines);
};

const adoptAsWritten = ({ requirements, constraints, places, verbatim }: RequirementLines): Adoption => {
  const texts = requirements.map(({ text }) => text);
  const pins = pinsOf(requirements);
  return {
    requirements: verbatim === undefined ? [...places, ...texts] : verbatim.replace(/\n$/, '').split('\n'),
    constraints: constraints.map(({ text }) => text),
    pins,
    isComplete: false,
    messages:
      pins.length === requirements.length && pins.length > 1
        ? [
            'The file does not show which of the pinned packages are only dependencies, so all of them are kept.',
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
    requirements: [
      ...(source ?? lines).places,
      ...(source?.requirements.map(({ text }) => text) ?? wanted.map(withoutVersion)),
    ],
    constraints: (source ?? lines).constraints.map(({ text }) => text),
    pins: pinsOf(lines.requirements),
    isComplete: true,
    messages: [
      source === undefined
        ? `${wanted.length} of ${lines.requirements.length} packages became requirements; the lock keeps the versions of all.`
        : `The requirements come from ${source.shown}, from which ${basename(file)} was compiled.`,
    ],
  };
};

/** Returns whether a file or project requires the package. A line without a comment was added by hand and counts. */
const isAskedFor = (via: readonly string[] | undefined, names: ReadonlySet<string>): boolean =>
  via === undefined ||
  via.some((by) => !by.startsWith('-c ') && !names.has(parseRequirement(by)?.name ?? by));

/** Reads the files that `via -r` names. Returns `undefined` unless they contain all requirements. */
const readSource = async (
  file: string,
  wanted: readonly RequirementLine[],
): Promise<
  (Pick<RequirementLines, 'requirements' | 'constraints' | 'places'> & { readonly shown: string }) | undefined
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
    places: sources.flatMap(({ places }) => places),
    shown: [...new Set(named)].join(', '),
  };
};

/** Finds a file that a comment names. Its path may be relative to another folder, where pip-compile ran. */
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

/** Removes the version: `uvicorn[standard]>=0.30 ; sys_platform != "win32"` loses `>=0.30`. */
const withoutVersion = ({ text }: RequirementLine): string => {
  if (/^[^;<>=]*@/.test(text)) return text;
  const [wanted = '', marker] = text.split(/;(.*)/s);
  const name = (wanted.split(/[(<>=!~]/, 1)[0] ?? '').trim();
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
    message: `cannot read ${file}`,
    hint: 'Pass the path of a requirements file, relative to the workspace.',
    cause,
  });

const invalid = (message: string, problems: readonly string[] = []): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message,
    problems,
    hint: 'Fix these lines, or adopt a copy of the file without them. A layer needs requirements by name.',
  });
