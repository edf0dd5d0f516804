import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { logicalLines } from './logical-lines.ts';
import { parseLine } from './parse-line.ts';

/** A requirement and where it stands: `requirements.in:3`. */
export interface Requirement {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** As written: `boto3>=1.40; python_version >= "3.10"`. */
  readonly text: string;
  readonly where: string;
}

/** A requirements file and all it includes. */
export interface Requirements {
  /** Of the file that layer.json names, relative to the project. */
  readonly file: string;
  readonly requirements: readonly Requirement[];
  /** From -c: limits for what gets in by another way. */
  readonly constraints: readonly Requirement[];
  /** The text of each file in the order they were met, with line ends as \n. */
  readonly texts: readonly string[];
}

/**
 * Reads the requirements file of a layer with the files it includes by -r and -c, each once.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem with its file and line)
 */
export const readRequirements = async (projectRoot: string, file: string): Promise<Requirements> => {
  const reading: Reading = { projectRoot, seen: new Set(), texts: [], problems: [], found: [] };
  const path = resolve(projectRoot, file);
  await readInto(reading, { path, text: await readFirst(path), as: 'requirements' });
  if (reading.problems.length > 0) {
    throw new LayerkitError({
      code: 'requirements/invalid',
      message: `${join(projectRoot, file)} can’t be locked as it is`,
      problems: reading.problems,
      hint: 'A lock is made from requirements by name, and from files with such that -r and -c include.',
    });
  }
  const of = (as: Kind): readonly Requirement[] => reading.found.filter((found) => found.as === as);
  return { file, requirements: of('requirements'), constraints: of('constraints'), texts: reading.texts };
};

type Kind = 'requirements' | 'constraints';

interface Reading {
  readonly projectRoot: string;
  readonly seen: Set<string>;
  readonly texts: string[];
  readonly problems: string[];
  readonly found: (Requirement & { readonly as: Kind })[];
}

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
  const text = await readText(path).catch(() => undefined);
  if (text === undefined) reading.problems.push(`${where}: ${path} can’t be read`);
  else await readInto(reading, { path, text, as });
};

const readFirst = async (path: string): Promise<string> => {
  try {
    return await readText(path);
  } catch (cause) {
    throw new LayerkitError({
      code: 'requirements/missing',
      message: `${path} can’t be read`,
      hint: 'Create it, or name another file as “requirements” in layer.json.',
      cause,
    });
  }
};

const readText = async (path: string): Promise<string> =>
  (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

const displayPath = (projectRoot: string, path: string): string =>
  relative(projectRoot, path).split(sep).join('/');
