import Table from 'cli-table3';

/**
 * Formats rows below their headings as plain text, without colors, so that a log file reads the same.
 * @param figures the columns, counted from 0, whose cells are aligned to the right
 */
export const formatTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  figures: readonly number[] = [],
): string => {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (figures.includes(column) ? 'right' : 'left')),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
};
