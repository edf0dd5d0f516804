import { piecesOf } from './source-pieces.ts';

/**
 * A logical line: the header of a compound statement, or a whole simple statement, with all lines that its
 * brackets span.
 */
export interface LogicalLine {
  /** Columns of leading white space; a tab counts as one. */
  readonly indent: number;
  /** Trimmed, with `""` for each triple-quoted string, and a space for each comment and line continuation. */
  readonly text: string;
  /** The number of its first line in the source, from 1. */
  readonly line: number;
}

/**
 * Splits a Python source into logical lines (language reference, “Line structure”). It is not a parser: a
 * construct that it misreads can only hide a finding.
 */
export const readLogicalLines = (source: string): readonly LogicalLine[] => {
  const lines: LogicalLine[] = [];
  let written = '';
  let depth = 0;
  let line = 1;
  let next = 1;
  for (const piece of piecesOf(source.replace(/\r\n?/g, '\n'))) {
    next += countLineEnds(piece);
    if (piece === '\n' && depth === 0) {
      lines.push(lineOf(written, line));
      written = '';
      line = next;
      continue;
    }
    if ('([{'.includes(piece)) depth += 1;
    else if (')]}'.includes(piece)) depth = Math.max(0, depth - 1);
    written += shown(piece);
  }
  lines.push(lineOf(written, line));
  return lines.filter((line) => line.text !== '');
};

const shown = (piece: string): string => {
  if (/^(?:"""|''')/.test(piece)) return '""';
  return piece.startsWith('#') || piece === '\\\n' ? ' ' : piece;
};

const countLineEnds = (piece: string): number => piece.split('\n').length - 1;

const lineOf = (written: string, line: number): LogicalLine => {
  const text = written.trimStart();
  return { indent: written.length - text.length, text: text.trimEnd(), line };
};
