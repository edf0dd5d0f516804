import { printableLine } from '@layerkit/failure';
import Table from 'cli-table3';

/**
 * Formats rows below their headings as lines of plain text, without colors, so that a log file reads the same. The width
 * of a column is that of its text as it is printed.
 * @param figures the columns, counted from 0, whose cells are aligned to the right
 */
export const formatTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  figures: readonly number[] = [],
): readonly string[] => {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (figures.includes(column) ? 'right' : 'left')),
  });
  for (const row of rows) table.push(row.map(printableLine));
  return table.toString().split('\n');
};
