import { formatTable } from './table.ts';

it('columns are aligned by their width on a terminal, without colors', () => {
  const lines = formatTable(
    ['name', 'size'],
    [
      ['a', '1 MiB'],
      ['日本', '250 MiB'],
    ],
  );
  expect(lines.join('\n')).not.toContain('\u001b');
  // A wide character takes two columns of a terminal.
  const width = (line: string) =>
    Array.from(line).reduce((sum, character) => sum + (character > '\u2fff' ? 2 : 1), 0);
  expect(new Set(lines.map(width)).size).toBe(1);
  expect(lines.filter((line) => /name|MiB/.test(line))).toHaveLength(3);
});

it('columns of figures are aligned to the right', () => {
  const rows = formatTable(
    ['name', 'size'],
    [
      ['a', '1 MiB'],
      ['b', '250 MiB'],
    ],
    [1],
  );
  expect(rows.filter((line) => line.includes('MiB'))).toEqual(['│ a    │   1 MiB │', '│ b    │ 250 MiB │']);
});

it('a cell with control characters takes the width of its text as it is printed, and adds no line', () => {
  const lines = formatTable(['name', 'size'], [['six\u001b[2K\r\nfound: nothing', '1 MiB']]);
  expect(lines.filter((line) => line.includes('MiB'))).toEqual([
    '│ six\\x1b[2K\\r\\nfound: nothing │ 1 MiB │',
  ]);
  expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
});
