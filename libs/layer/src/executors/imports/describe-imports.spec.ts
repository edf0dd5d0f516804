import { describeImports } from './describe-imports.ts';

it('the line counts the files and says whether the list changed', () => {
  const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;
  const recorded = { target, file: 'lock/python3.12.imports.txt' };
  const start = 'python3.12/x86_64: the entry modules import';
  expect(describeImports({ ...recorded, status: 'written', imported: 2 })).toBe(
    `${start} 2 files of the layer, written to lock/python3.12.imports.txt`,
  );
  expect(describeImports({ ...recorded, status: 'unchanged', imported: 1 })).toBe(
    `${start} 1 file of the layer, unchanged in lock/python3.12.imports.txt`,
  );
});
