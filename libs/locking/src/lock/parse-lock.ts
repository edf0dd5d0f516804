import { sha256Schema, type Sha256 } from '@layerkit/artifact/digest';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import { parseTarget, type Target } from '@layerkit/platform-resolution';
import { digestOfLines } from './digest-of-lines.ts';
import { lockFormat } from './format-lock.ts';
import type { Lock } from './lock.ts';
import { parseLocals } from './parse-locals.ts';
import { parsePins, type Complain } from './parse-pins.ts';

/**
 * Parses a lock in the form of `formatLock`. Windows line ends are allowed. Any other change is an error, because the
 * header has a digest of all other lines.
 * @param path the path of the file in errors
 * @throws LayerkitError lock/invalid, with every problem and its line
 */
export const parseLock = (text: string, path: string): Lock => {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  const problems: string[] = [];
  const complain: Complain = (line, problem) => void problems.push(`line ${String(line)}: ${problem}`);
  const header = parseHeader(lines, complain);
  const locals = parseLocals(lines, headerLength, complain);
  const packages = parsePins(lines, headerLength + locals.length, complain);
  if (header === undefined || problems.length > 0) throw invalid(path, problems);
  if (header.digest !== digestOfLines(lines.filter((_, index) => index !== headerLength - 1))) {
    throw invalid(path, ['it was edited: its lines do not match the digest in its header']);
  }
  const { target, inputs: inputsDigest } = header;
  return { target, inputsDigest, packages, ...(locals.length > 0 && { locals }) };
};

const invalid = (path: string, problems: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'lock/invalid',
    message: `${path} is not a valid lock`,
    problems,
    hint:
      'Restore it from version control, or run the project’s lock target with --upgrade to create it again. ' +
      'Pin versions in the requirements, not in the lock.',
  });

interface Header {
  readonly target: Target;
  readonly inputs: Sha256;
  readonly digest: Sha256;
}

const headerLength = 5;

const parseHeader = (lines: readonly string[], complain: Complain): Header | undefined => {
  const value = (index: number, start: string): string | undefined => {
    const line = lines[index];
    if (line?.startsWith(start) === true) return line.slice(start.length);
    complain(index + 1, `expected “${start}…”`);
    return undefined;
  };
  value(0, '# Made by layerkit');
  const format = value(1, '# format: ');
  const target = parseTargetLine(value(2, '# target: '), complain);
  const [inputs, digest] = [value(3, '# inputs: sha256:'), value(4, '# digest: sha256:')].map((text, index) =>
    parseDigest(text, 4 + index, complain),
  );
  if (format !== undefined && format !== String(lockFormat)) {
    complain(2, `unknown format ${format}; this version of layerkit reads format ${String(lockFormat)}`);
  }
  if (target === undefined || inputs === undefined || digest === undefined) return undefined;
  return { target, inputs, digest };
};

const parseDigest = (text: string | undefined, line: number, complain: Complain): Sha256 | undefined => {
  if (text === undefined) return undefined;
  const { data } = sha256Schema.safeParse(text);
  if (data === undefined) complain(line, `“${text}” is not a SHA-256 in lowercase hexadecimal`);
  return data;
};

const parseTargetLine = (text: string | undefined, complain: Complain): Target | undefined => {
  try {
    return text === undefined ? undefined : parseTarget(text);
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    complain(3, error.message);
    return undefined;
  }
};
