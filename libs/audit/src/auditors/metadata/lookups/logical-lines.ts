/**
 * A logical line: the header of a compound statement, or a whole simple statement, with all lines that its
 * brackets span.
 */
export interface LogicalLine {
  readonly start: number;
  readonly end: number;
  /** Columns of leading white space; a tab counts as one. */
  readonly indent: number;
  /** Without comments and docstrings. */
  readonly text: string;
}

/**
 * Splits a Python source into logical lines (language reference, “Line structure”), with comments and
 * triple-quoted strings blanked out. It is not a parser: a construct that it misreads can only hide a finding.
 */
export const readLogicalLines = (source: string): readonly LogicalLine[] => {
  const text = source.replace(blanked, (match, triple: string | undefined) =>
    triple !== undefined || match.startsWith('#') ? match.replace(/[^\n]/g, ' ') : match,
  );
  const lines: LogicalLine[] = [];
  let start = 0;
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if ('([{'.includes(mark)) depth += 1;
    else if (')]}'.includes(mark)) depth = Math.max(0, depth - 1);
    else if (mark === '\n' && depth === 0) {
      lines.push(lineOf(text, start, index));
      start = index + 1;
    }
  }
  lines.push(lineOf(text, start, text.length));
  return lines.filter((line) => line.text !== '');
};

/** Triple-quoted strings, other strings, comments. */
const blanked = /("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

/** Strings and line continuations are matched as a whole, so that nothing inside them counts. */
const marks = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\\\r?\n|[()[\]{}\n]/g;

const lineOf = (text: string, start: number, end: number): LogicalLine => {
  const written = text.slice(start, end);
  return { start, end, indent: /^\s*/.exec(written)?.[0].length ?? 0, text: written.trim() };
};
