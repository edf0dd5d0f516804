import type { Result } from '@layerkit/artifact/results';
import { describeLock, describeStray } from './describe-lock.ts';

const result: Result<'lock'>['targets'][number] = {
  target: { runtime: 'python3.12', architecture: 'arm64' },
  file: 'lock/python3.12-arm64.txt',
  status: 'unchanged',
  packages: 1,
  added: [],
  removed: [],
  changed: [],
  warnings: [],
  passedOver: [],
};

it('an unchanged lock is one line', () => {
  expect(describeLock(result, 1234)).toEqual([
    'python3.12/arm64: 1 package unchanged in lock/python3.12-arm64.txt in 1.2 s',
  ]);
});

it('packages of the workspace are named below the file', () => {
  const locals = [
    { name: 'cli', folder: '../cli' },
    { name: 'core', folder: '../core' },
  ];
  expect(describeLock({ ...result, locals }, 1234).at(1)).toBe(
    '  with packages of the workspace, built by build: cli, core',
  );
});

it('warnings come first, then the file, each added, removed or changed pin, and passed-over versions', () => {
  const changes = {
    added: [{ name: 'six', version: '1.17.0' }],
    removed: [{ name: 'attrs', version: '25.1.0' }],
    changed: [
      { name: 'boto3', from: '1.40.0', to: '1.41.2' },
      { name: 'numpy', from: '2.0.0', to: '2.0.0' },
    ],
  };
  const locked = { ...result, ...changes, packages: 3, status: 'written' } as const;
  expect(describeLock({ ...locked, warnings: ['retired'], passedOver: ['no wheel'] }, 40)).toEqual([
    'warning: retired',
    'python3.12/arm64: 3 packages, 1 added, 1 removed, 2 changed, written to lock/python3.12-arm64.txt in 40 ms',
    '  + six 1.17.0',
    '  - attrs 25.1.0',
    '  boto3 1.40.0 → 1.41.2',
    '  numpy 2.0.0, another file',
    'warning: no wheel',
  ]);
});

it('a checked lock matches the requirements', () => {
  expect(describeLock({ ...result, status: 'checked' }, 3)).toEqual([
    'python3.12/arm64: the lock of 1 package matches the requirements, in 3 ms',
  ]);
});

it('a first lock fills at most one screen', () => {
  const added = Array.from({ length: 75 }, (_, index) => ({ name: `p${index}`, version: '1' }));
  const lines = describeLock({ ...result, status: 'written', packages: 75, added }, 1);
  expect(lines).toHaveLength(42);
  expect(lines.at(-1)).toBe('  and 35 more');
});

it('a lock that no target uses gets a warning that says to delete it', () => {
  expect(describeStray(['lock/python3.9-arm64.txt'])).toEqual([
    'warning: no target of layer.json uses lock/python3.9-arm64.txt any more; delete it',
  ]);
});
