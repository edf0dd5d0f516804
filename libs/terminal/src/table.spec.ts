import { formatTable } from './table.ts';

it('lines up columns by what is seen, without colours', () => {
  const lines = formatTable(
    ['name', 'size'],
    [
      ['a', '1 MiB'],
      ['日本', '250 MiB'],
    ],
  ).split('\n');
  expect(lines.join('\n')).not.toContain('\u001b');
  // a wide character takes two columns of a terminal
  const width = (line: string) =>
    Array.from(line).reduce((sum, character) => sum + (character > '\u2fff' ? 2 : 1), 0);
  expect(new Set(lines.map(width)).size).toBe(1);
  expect(lines.filter((line) => /name|MiB/.test(line))).toHaveLength(3);
});

it('puts figures below one another', () => {
  const rows = formatTable(
    ['name', 'size'],
    [
      ['a', '1 MiB'],
      ['b', '250 MiB'],
    ],
    [1],
  ).split('\n');
  expect(rows.filter((line) => line.includes('MiB'))).toEqual(['│ a    │   1 MiB │', '│ b    │ 250 MiB │']);
});
