/** A line as pip counts them: continued over a backslash at its end, without comment. */
export interface LogicalLine {
  /** Of its first physical line, from 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * Splits a requirements file (pip, "Requirements File Format": a comment is # at the start of a line or after
 * a blank; a comment line is never continued). Empty lines are left out.
 */
export const logicalLines = (text: string): readonly LogicalLine[] => {
  const lines: LogicalLine[] = [];
  let open: LogicalLine | undefined;
  text.split('\n').forEach((physical, index) => {
    const isComment = /^\s*#/.test(physical);
    const number = open?.number ?? index + 1;
    const before = open?.text ?? '';
    const continued = !isComment && physical.endsWith('\\');
    const joined = isComment ? before : before + (continued ? physical.slice(0, -1) : physical);
    open = continued ? { number, text: joined } : undefined;
    if (!continued) lines.push({ number, text: joined });
  });
  if (open !== undefined) lines.push(open);
  return lines
    .map(({ number, text: line }) => ({ number, text: line.replace(/(?:^|\s+)#.*$/, '').trim() }))
    .filter((line) => line.text !== '');
};
