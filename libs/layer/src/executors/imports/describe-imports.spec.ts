import { sha256Of } from '@layerkit/artifact';
import { describeImports } from './describe-imports.ts';

it('counts the files and says whether the list changed', () => {
  const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;
  const recorded = {
    path: 'lock/python3.12.imports.txt',
    list: { target, inputsDigest: sha256Of(''), files: ['a.py', 'b/__init__.py'] },
  };
  const start = 'python3.12/x86_64: the entry modules import 2 files of the layer,';
  expect(describeImports({ ...recorded, written: true })).toBe(
    `${start} written to lock/python3.12.imports.txt`,
  );
  expect(describeImports({ ...recorded, written: false })).toBe(
    `${start} unchanged in lock/python3.12.imports.txt`,
  );
});
