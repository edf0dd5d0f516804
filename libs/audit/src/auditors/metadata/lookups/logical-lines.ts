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
}

/**
 * Splits a Python source into logical lines (language reference, “Line structure”). It is not a parser: a
 * construct that it misreads can only hide a finding.
 */
export const readLogicalLines = (source: string): readonly LogicalLine[] => {
  const lines: LogicalLine[] = [];
  let written = '';
  let depth = 0;
  for (const piece of piecesOf(source.replace(/\r\n?/g, '\n'))) {
    if (piece === '\n' && depth === 0) {
      lines.push(lineOf(written));
      written = '';
      continue;
    }
    if ('([{'.includes(piece)) depth += 1;
    else if (')]}'.includes(piece)) depth = Math.max(0, depth - 1);
    written += shown(piece);
  }
  lines.push(lineOf(written));
  return lines.filter((line) => line.text !== '');
};

const shown = (piece: string): string => {
  if (/^(?:"""|''')/.test(piece)) return '""';
  return piece.startsWith('#') || piece === '\\\n' ? ' ' : piece;
};

const lineOf = (written: string): LogicalLine => {
  const text = written.trimStart();
  return { indent: written.length - text.length, text: text.trimEnd() };
};
