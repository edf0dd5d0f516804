/** A line as pip reads it: joined at trailing backslashes, and without its comment. */
export interface LogicalLine {
  /** The number of its first physical line, from 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * Splits a requirements file into logical lines (pip, "Requirements File Format"). A comment begins with # at the start
 * of a line or after a space, and a comment line is never continued. Empty lines are left out.
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
    .map(({ number, text: line }) => ({ number, text: line.replace(/(?:^|\s)#.*$/, '').trim() }))
    .filter((line) => line.text !== '');
};
