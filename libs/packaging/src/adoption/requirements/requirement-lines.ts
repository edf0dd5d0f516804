import { dirname, relative, resolve, sep } from 'node:path';
import { parseLine, readRequirementsText } from '@layerkit/locking';
import { commentedLines, type CommentedLine } from './commented-lines.ts';
import { parseVia } from './parse-via.ts';

/** A requirement of an existing file. */
export interface RequirementLine {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** Without hashes. */
  readonly text: string;
  readonly via: readonly string[] | undefined;
}

/** A requirements file with all it includes. */
export interface RequirementLines {
  readonly requirements: readonly RequirementLine[];
  readonly constraints: readonly RequirementLine[];
  /** Each with its file and line. */
  readonly problems: readonly string[];
  /** The file’s text where nothing in it had to be taken apart. */
  readonly verbatim: string | undefined;
}

/**
 * Reads a requirements file with what it includes by -r and -c, each once. Hashes are left out, and options that say
 * what is so for every layer; what a lock can’t be made from is in `problems`.
 * @throws a system error when the file itself can’t be read
 */
export const readRequirementLines = async (file: string): Promise<RequirementLines> => {
  const path = resolve(file);
  const reading: Reading = {
    base: dirname(path),
    seen: new Set(),
    found: [],
    problems: [],
    isVerbatim: true,
  };
  const text = await readRequirementsText(path);
  await readInto(reading, { path, text, as: 'requirements' });
  const of = (as: Kind) => reading.found.filter((found) => found.as === as);
  return {
    requirements: of('requirements'),
    constraints: of('constraints'),
    problems: reading.problems,
    verbatim: reading.isVerbatim ? text : undefined,
  };
};

type Kind = 'requirements' | 'constraints';

interface Reading {
  readonly base: string;
  readonly seen: Set<string>;
  readonly found: (RequirementLine & { readonly as: Kind })[];
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
  else if (parsed.kind === 'requirement')
    reading.found.push({ name: parsed.name, text: parsed.text, via: parseVia(line.comments), as });
  else {
    reading.isVerbatim = false;
    const included = resolve(dirname(path), parsed.path);
    const kind = as === 'constraints' ? as : parsed.as;
    if (reading.seen.has(`${kind}:${included}`)) return;
    const content = await readRequirementsText(included).catch(() => undefined);
    if (content === undefined) complain(`${included} can’t be read`);
    else await readInto(reading, { path: included, text: content, as: kind });
  }
};

const shown = ({ base }: Reading, path: string): string => relative(base, path).split(sep).join('/');

/** The lock has hashes of its own; only wheels are taken, and hashes are required, always. */
const impliedOptions =
  /(?:^|\s+)(?:--hash(?:=|\s+)\S+|--only-binary(?:=|\s+)\S+|--prefer-binary|--require-hashes)(?=\s|$)/g;
