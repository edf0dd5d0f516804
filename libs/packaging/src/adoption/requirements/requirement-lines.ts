import { dirname, relative, resolve, sep } from 'node:path';
import {
  foreignFormat,
  parseLine,
  readRequirementsText,
  withoutCredentials,
} from '@layerkit/locking/requirements';
import { commentedLines, type CommentedLine } from './commented-lines.ts';
import { parseVia } from './parse-via.ts';

/** A requirement of an existing file. */
export interface RequirementLine {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Without hashes. */
  readonly text: string;
  readonly via: readonly string[] | undefined;
}

/** A requirements file with all included files. */
export interface RequirementLines {
  readonly requirements: readonly RequirementLine[];
  readonly constraints: readonly RequirementLine[];
  /** Lines that name indexes and find-links, without credentials. */
  readonly places: readonly string[];
  /** Problems, each with file and line. */
  readonly problems: readonly string[];
  /** The file’s text, if it can be adopted unchanged. */
  readonly verbatim: string | undefined;
}

/**
 * Reads a requirements file and the files that it includes with -r and -c, each once. Leaves out hashes and the
 * options that every layer implies. Lists lines that cannot be locked in `problems`.
 * @throws a system error if the file itself cannot be read
 */
export const readRequirementLines = async (file: string): Promise<RequirementLines> => {
  const path = resolve(file);
  const reading: Reading = {
    base: dirname(path),
    seen: new Set(),
    found: [],
    places: [],
    problems: [],
    isVerbatim: true,
  };
  const text = await readRequirementsText(path);
  await readInto(reading, { path, text, as: 'requirements' });
  const of = (as: Kind) => reading.found.filter((found) => found.as === as);
  return {
    requirements: of('requirements'),
    constraints: of('constraints'),
    places: reading.places,
    problems: reading.problems,
    verbatim: reading.isVerbatim ? text : undefined,
  };
};

type Kind = 'requirements' | 'constraints';

interface Reading {
  readonly base: string;
  readonly seen: Set<string>;
  readonly found: (RequirementLine & { readonly as: Kind })[];
  readonly places: string[];
  readonly problems: string[];
  isVerbatim: boolean;
}

interface OpenFile {
  readonly path: string;
  readonly text: string;
  readonly as: Kind;
}

const readInto = async (reading: Reading, open: OpenFile): Promise<void> => {
  reading.seen.add(`${open.as}:${open.path}`);
  const foreign = foreignFormat(open.text);
  if (foreign !== undefined) {
    reading.problems.push(`${shown(reading, open.path)}: it is ${foreign}, not a requirements file`);
    return;
  }
  for (const line of commentedLines(open.text)) await readLine(reading, open, line);
};

const readLine = async (reading: Reading, { path, as }: OpenFile, line: CommentedLine): Promise<void> => {
  const complain = (problem: string) =>
    reading.problems.push(`${shown(reading, path)}:${line.number}: ${problem}`);
  const text = line.text.replace(impliedOptions, '').trim();
  if (text !== line.text) reading.isVerbatim = false;
  if (text === '') return;
  const parsed = parseLine(text);
  if (parsed.kind === 'problem') complain(parsed.problem);
  else if (parsed.kind === 'local')
    complain(`“${parsed.path}” is a path, but an index must have the package`);
  else if (parsed.kind === 'place') {
    const kept = text.replace(parsed.place, () => withoutCredentials(parsed.place));
    if (kept !== text) reading.isVerbatim = false;
    reading.places.push(kept);
  } else if (parsed.kind === 'ignored') reading.isVerbatim = false;
  else if (parsed.kind === 'requirement')
    reading.found.push({ name: parsed.name, text: parsed.text, via: parseVia(line.comments), as });
  else {
    reading.isVerbatim = false;
    const included = resolve(dirname(path), parsed.path);
    const kind = as === 'constraints' ? as : parsed.as;
    if (reading.seen.has(`${kind}:${included}`)) return;
    const content = await readRequirementsText(included).catch(() => undefined);
    if (content === undefined) complain(`cannot read ${included}`);
    else await readInto(reading, { path: included, text: content, as: kind });
  }
};

const shown = ({ base }: Reading, path: string): string => relative(base, path).split(sep).join('/');

/** Options that every lock implies: it has its own hashes, requires them, and takes only wheels. */
const impliedOptions =
  /(?<!\S)(?:--hash(?:=|\s+)\S+|--only-binary(?:=|\s+)\S+|--prefer-binary|--require-hashes)(?!\S)/g;
