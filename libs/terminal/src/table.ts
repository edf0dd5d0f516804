import Table from 'cli-table3';

/** The rows under their headings as plain text, without colours, so that a log file reads the same. */
export const formatTable = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  for (const row of rows) table.push([...row]);
  return table.toString();
};
