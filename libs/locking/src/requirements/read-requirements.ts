import { dirname, join, resolve } from 'node:path';
import type { Sha256 } from '@layerkit/artifact/digest';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { SourcePlaces } from '@layerkit/wheels/package-index';
import type { PinnedGraph } from './pinned-graph.ts';
import { foreignFormat } from './foreign-format.ts';
import type { LocalPackage, LocalReference } from './local-package.ts';
import { localRequirement } from './local-requirement.ts';
import { logicalLines } from './logical-lines.ts';
import { parseLine } from './parse-line.ts';
import type { LocalPath } from './parse-local.ts';
import { placeUrl } from './place-url.ts';
import { readRequirementsText } from './read-requirements-text.ts';
import type { Requirement } from './requirement.ts';
import { withoutCredentials } from './without-credentials.ts';
import { pathFrom } from './path-from.ts';

export type { Requirement } from './requirement.ts';

/** The requirements of a requirements file and all files that it includes, or of another requirements source. */
export interface Requirements {
  /** The file that layer.json names, relative to the project. */
  readonly file: string;
  /** The absolute path of every file that was read. */
  readonly paths: readonly string[];
  readonly requirements: readonly Requirement[];
  /** The requirements as the layer states them, with local packages by name. Absent if they are the same. */
  readonly stated?: readonly Requirement[];
  /** Constraints from -c, from layer.json, and from the versions of a uv.lock. */
  readonly constraints: readonly Requirement[];
  /**
   * The texts that a lock's digest is made from: each requirements file in the order of reading, with \n as line ends,
   * or the relevant parts of a pyproject.toml or uv.lock.
   */
  readonly texts: readonly string[];
  /** The digests of the files that may be chosen, by package. Absent if any file may be chosen. */
  readonly hashes?: ReadonlyMap<string, ReadonlySet<Sha256>>;
  /** The requires-python of the requirements source. */
  readonly requiresPython?: string | undefined;
  /** Requirements that replace all others on their packages (uv, "Dependency overrides"). */
  readonly overrides?: readonly string[];
  /** The places of packages that the requirements source names. */
  readonly places?: SourcePlaces;
  /** Messages for the user about the requirements source. */
  readonly notes?: readonly string[];
  /** The packages that a lock of another tool pins. A layer gets only these. */
  readonly pinned?: PinnedGraph;
  /** The wheels with a path that the lock of another tool pins, for any target. */
  readonly wheels?: readonly Requirement[];
  /** The projects of the workspace whose wheels go into the layer. */
  readonly locals?: readonly LocalPackage[];
  /** The folders that requirements name, before they are read. */
  readonly references?: readonly LocalReference[];
  /** Packages that may be built from source, as layer.json names them. */
  readonly allowBuild?: ReadonlySet<string>;
}

/**
 * Reads the requirements file of a layer, and once each the files that it includes with -r and -c.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem with its file and line)
 */
export const readRequirements = async (projectRoot: string, file: string): Promise<Requirements> => {
  const reading = newReading(projectRoot);
  const path = resolve(projectRoot, file);
  await readInto(reading, { path, text: await readFirst(path, 'requirements'), as: 'requirements' });
  if (reading.problems.length > 0) throw invalid(reading, file);
  const of = (as: Kind): readonly Requirement[] => reading.found.filter((found) => found.as === as);
  return {
    file,
    paths: pathsOf(reading),
    requirements: of('requirements'),
    constraints: of('constraints'),
    texts: reading.texts,
    places: placesOf(reading),
    notes: [...new Set(reading.notes)],
    references: reading.references,
  };
};

/**
 * Reads the constraint files that a layer names, with the files that they include.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const readConstraints = async (
  projectRoot: string,
  files: readonly string[],
): Promise<Pick<Requirements, 'paths' | 'constraints' | 'texts' | 'places'>> => {
  const reading = newReading(projectRoot);
  for (const file of files) {
    const path = resolve(projectRoot, file);
    await readInto(reading, { path, text: await readFirst(path, 'constraints'), as: 'constraints' });
  }
  if (reading.problems.length > 0) throw invalid(reading, files.join(', '));
  const places = placesOf(reading);
  return { paths: pathsOf(reading), constraints: reading.found, texts: reading.texts, places };
};

type Kind = 'requirements' | 'constraints';

interface Reading {
  readonly projectRoot: string;
  readonly seen: Set<string>;
  readonly texts: string[];
  readonly problems: string[];
  readonly found: (Requirement & { readonly as: Kind })[];
  readonly places: { readonly as: 'main' | 'extra' | 'find-links'; readonly url: string }[];
  readonly notes: string[];
  readonly references: LocalReference[];
}

const newReading = (projectRoot: string): Reading => ({
  projectRoot,
  seen: new Set(),
  texts: [],
  problems: [],
  found: [],
  places: [],
  notes: [],
  references: [],
});

/** The last -i counts, as for pip. */
const placesOf = ({ places }: Reading): SourcePlaces => {
  const of = (as: (typeof places)[number]['as']) =>
    places.filter((place) => place.as === as).map(({ url }) => url);
  const main = of('main').slice(-1);
  return {
    indexes: [...of('extra').map((url) => ({ url })), ...main.map((url) => ({ url, main: true }))],
    findLinks: of('find-links'),
    packages: new Map(),
  };
};

/** Removes the kinds before the paths in `seen`. */
const pathsOf = ({ seen }: Reading): readonly string[] => [
  ...new Set([...seen].map((kindAndPath) => kindAndPath.slice(kindAndPath.indexOf(':') + 1))),
];

const invalid = ({ projectRoot, problems }: Reading, file: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `${join(projectRoot, file)} can’t be locked`,
    problems,
    hint: 'Write requirements by name, as NAME @ URL or as a path like ../core, and include files of such requirements with -r and -c.',
  });

interface RequirementsFile {
  readonly path: string;
  readonly text: string;
  readonly as: Kind;
}

const readInto = async (reading: Reading, { path, text, as }: RequirementsFile): Promise<void> => {
  reading.seen.add(`${as}:${path}`);
  const at = reading.texts.push(text) - 1;
  const forget = (url: string): void => {
    const bare = withoutCredentials(url);
    if (bare !== url) reading.texts[at] = (reading.texts[at] ?? '').replaceAll(url, () => bare);
  };
  const foreign = foreignFormat(text);
  if (foreign !== undefined) {
    reading.problems.push(
      `${pathFrom(reading.projectRoot, path)}: it is ${foreign}, not a requirements file`,
    );
    return;
  }
  for (const line of logicalLines(text)) {
    const where = `${pathFrom(reading.projectRoot, path)}:${line.number}`;
    const parsed = parseLine(line.text);
    if (parsed.kind === 'problem') reading.problems.push(`${where}: ${parsed.problem}`);
    else if (parsed.kind === 'requirement') {
      if (parsed.at !== undefined) forget(parsed.at.url);
      reading.found.push({ name: parsed.name, text: parsed.text, at: parsed.at, where, as });
    } else if (parsed.kind === 'place') {
      forget(parsed.place);
      reading.places.push({ as: parsed.as, url: placeUrl(parsed.place, dirname(path)) });
    } else if (parsed.kind === 'local') takeLocal(reading, parsed, { path, as, where });
    else if (parsed.kind === 'ignored') reading.notes.push(`${where}: ${parsed.note}`);
    else {
      const included = resolve(dirname(path), parsed.path);
      await include(reading, where, { path: included, as: as === 'constraints' ? as : parsed.as });
    }
  }
};

const takeLocal = (
  reading: Reading,
  local: LocalPath,
  { path, as, where }: Pick<RequirementsFile, 'path' | 'as'> & { readonly where: string },
): void => {
  const found = localRequirement(local, { folder: dirname(path), where });
  if (as === 'constraints') reading.problems.push(`${where}: a path can’t be a constraint: ${local.path}`);
  else if ('problem' in found) reading.problems.push(found.problem);
  else if ('reference' in found) reading.references.push(found.reference);
  else reading.found.push({ ...found.requirement, as });
};

/** Reads an included file, unless it was already read. So a file may include itself. */
const include = async (
  reading: Reading,
  where: string,
  { path, as }: Omit<RequirementsFile, 'text'>,
): Promise<void> => {
  if (reading.seen.has(`${as}:${path}`)) return;
  const text = await readRequirementsText(path).catch(() => undefined);
  if (text === undefined) reading.problems.push(`${where}: ${path} can’t be read`);
  else await readInto(reading, { path, text, as });
};

const readFirst = async (path: string, field: Kind): Promise<string> => {
  try {
    return await readRequirementsText(path);
  } catch (cause) {
    if (isLayerkitError(cause)) throw cause;
    throw new LayerkitError({
      code: 'requirements/missing',
      message: `${path} can’t be read`,
      hint: `Create the file, or set “${field}” in layer.json to another file.`,
      cause,
    });
  }
};
