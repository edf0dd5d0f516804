import { sha256Of } from '@layerkit/artifact';
import type { LockResult } from '@layerkit/packaging';
import { describeCheck, describeLock, describeStray } from './describe-lock.ts';

const target = { runtime: 'python3.12', architecture: 'arm64' } as const;
const digest = sha256Of('');
const packages = [{ name: 'six', version: '1.17.0', sha256: digest }];
const result: LockResult = {
  path: 'lock/python3.12-arm64.txt',
  lock: { target, inputsDigest: digest, packages },
  changes: { added: [], removed: [], changed: [] },
  written: false,
  warnings: [],
  notes: [],
};

it('says in one line that nothing changed', () => {
  expect(describeLock(result)).toEqual([
    'python3.12/arm64: 1 packages unchanged in lock/python3.12-arm64.txt',
  ]);
});

it('warns first, then names the file, each pin that came, went or changed, and what could not', () => {
  const changes = {
    added: [{ name: 'six', version: '1.17.0' }],
    removed: [{ name: 'attrs', version: '25.1.0' }],
    changed: [{ name: 'boto3', from: '1.40.0', to: '1.41.2' }],
  };
  expect(
    describeLock({ ...result, changes, written: true, warnings: ['retired'], notes: ['no wheel'] }),
  ).toEqual([
    'warning: retired',
    'python3.12/arm64: 1 packages written to lock/python3.12-arm64.txt',
    '  + six 1.17.0',
    '  - attrs 25.1.0',
    '  boto3 1.40.0 → 1.41.2',
    'note: no wheel',
  ]);
});

it('says of a lock that is as it should be that it is', () => {
  expect(describeCheck(result.lock)).toEqual([
    'python3.12/arm64: the lock of 1 packages is what the requirements ask for',
  ]);
});

it('names each lock that is of no target any more, and what to do about it', () => {
  expect(describeStray(['lock/python3.9-arm64.txt'])).toEqual([
    'warning: lock/python3.9-arm64.txt is of no target of layer.json any more; delete it',
  ]);
});
