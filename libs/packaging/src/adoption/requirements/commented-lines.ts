import { type LogicalLine, logicalLines } from '@layerkit/locking/requirements';

/** A line of a requirements file with the comments that belong to it. */
export interface CommentedLine extends LogicalLine {
  /** The comments after the line and the indented ones below it, without their `#`. */
  readonly comments: readonly string[];
}

/** Returns the result of `logicalLines` with the comments that pip-compile and uv add to a line. */
export const commentedLines = (text: string): readonly CommentedLine[] => {
  const physical = text.split('\n');
  const lines = logicalLines(text);
  return lines.map((line, index) => {
    const end = lines[index + 1]?.number ?? physical.length + 1;
    const comments = physical
      .slice(line.number - 1, end - 1)
      .map((written) => /\s#\s?(.*)$/.exec(written)?.[1])
      .filter((comment) => comment !== undefined);
    return { ...line, comments };
  });
};
