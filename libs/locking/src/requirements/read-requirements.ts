import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Sha256 } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { logicalLines } from './logical-lines.ts';
import { parseLine } from './parse-line.ts';
import { readRequirementsText } from './read-requirements-text.ts';

/** A requirement and where it stands: `requirements.in:3`. */
export interface Requirement {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** As written: `boto3>=1.40; python_version >= "3.10"`. */
  readonly text: string;
  readonly where: string;
}

/** A requirements file and all it includes, or what of another file counts. */
export interface Requirements {
  /** Of the file that layer.json names, relative to the project. */
  readonly file: string;
  /** Every file that was read for it, with its whole path. */
  readonly paths: readonly string[];
  readonly requirements: readonly Requirement[];
  /** Limits for what gets in by another way: from -c, from layer.json, and the versions of a uv.lock. */
  readonly constraints: readonly Requirement[];
  /**
   * What the digest of a lock's inputs is made of: the text of each requirements file in the order they were
   * met, with line ends as \n; of a pyproject.toml or a uv.lock only what counts.
   */
  readonly texts: readonly string[];
  /** The only files that may be chosen, by package; any where the source says nothing of files. */
  readonly hashes?: ReadonlyMap<string, ReadonlySet<Sha256>>;
  /** What the source says of itself (requires-python). */
  readonly requiresPython?: string;
  /** What a person should know of how the source was read. */
  readonly notes?: readonly string[];
  /** Packages that may be built from source, as layer.json names them. */
  readonly allowBuild?: ReadonlySet<string>;
}

/**
 * Reads the requirements file of a layer with the files it includes by -r and -c, each once.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem with its file and line)
 */
export const readRequirements = async (projectRoot: string, file: string): Promise<Requirements> => {
  const reading: Reading = { projectRoot, seen: new Set(), texts: [], problems: [], found: [] };
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
  };
};

/**
 * Reads the files that a layer names as constraints, with what they include.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const readConstraints = async (
  projectRoot: string,
  files: readonly string[],
): Promise<Pick<Requirements, 'paths' | 'constraints' | 'texts'>> => {
  const reading: Reading = { projectRoot, seen: new Set(), texts: [], problems: [], found: [] };
  for (const file of files) {
    const path = resolve(projectRoot, file);
    await readInto(reading, { path, text: await readFirst(path, 'constraints'), as: 'constraints' });
  }
  if (reading.problems.length > 0) throw invalid(reading, files.join(', '));
  return { paths: pathsOf(reading), constraints: reading.found, texts: reading.texts };
};

type Kind = 'requirements' | 'constraints';

interface Reading {
  readonly projectRoot: string;
  readonly seen: Set<string>;
  readonly texts: string[];
  readonly problems: string[];
  readonly found: (Requirement & { readonly as: Kind })[];
}

/** What was seen is kept with its kind before it. */
const pathsOf = ({ seen }: Reading): readonly string[] => [
  ...new Set([...seen].map((kindAndPath) => kindAndPath.slice(kindAndPath.indexOf(':') + 1))),
];

const invalid = ({ projectRoot, problems }: Reading, file: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `${join(projectRoot, file)} can’t be locked as it is`,
    problems,
    hint: 'A lock is made from requirements by name, and from files with such that -r and -c include.',
  });

interface RequirementsFile {
  readonly path: string;
  readonly text: string;
  readonly as: Kind;
}

const readInto = async (reading: Reading, { path, text, as }: RequirementsFile): Promise<void> => {
  reading.seen.add(`${as}:${path}`);
  reading.texts.push(text);
  for (const line of logicalLines(text)) {
    const where = `${displayPath(reading.projectRoot, path)}:${line.number}`;
    const parsed = parseLine(line.text);
    if (parsed.kind === 'problem') reading.problems.push(`${where}: ${parsed.problem}`);
    else if (parsed.kind === 'requirement') {
      reading.found.push({ name: parsed.name, text: parsed.text, where, as });
    } else {
      const included = resolve(dirname(path), parsed.path);
      await include(reading, where, { path: included, as: as === 'constraints' ? as : parsed.as });
    }
  }
};

/** A file that was met before, and so one that includes itself, has nothing to add. */
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
    throw new LayerkitError({
      code: 'requirements/missing',
      message: `${path} can’t be read`,
      hint: `Create it, or name another file as “${field}” in layer.json.`,
      cause,
    });
  }
};

const displayPath = (projectRoot: string, path: string): string =>
  relative(projectRoot, path).split(sep).join('/');
