import { sha256Of, type Verification } from '@layerkit/artifact';
import { describeVerification } from './describe-verification.ts';

const verificationOf = (outcome: Verification['outcome']): Verification => ({
  schema: 'layerkit/verification/1',
  target: { runtime: 'python3.12', architecture: 'arm64' },
  zipSha256: sha256Of(''),
  outcome,
});

const failed = verificationOf({
  status: 'failed',
  scope: 'top-level',
  interpreter: 'CPython 3.12.1 (PATH)',
  isolation: 'relocated',
  limitations: ['layers are not at /opt'],
  modules: [
    { module: 'six', imported: true, seconds: 0.0123, version: '1.17.0' },
    { module: 'numpy', imported: false, seconds: 0.5, error: 'ImportError: no numpy/core' },
  ],
});

const now = { before: false };

it('says of a target that this host can’t run that it was not checked, and why; never that it passed', () => {
  const verification = verificationOf({ status: 'not-checked', reason: 'the host is no arm64' });
  expect(describeVerification(verification, now)).toEqual([
    'python3.12/arm64: not checked: the host is no arm64',
  ]);
});

it('shows where it ran, what differs from Lambda there, and each module with its error', () => {
  const lines = describeVerification(failed, now);
  expect(lines.slice(0, 2)).toEqual([
    'python3.12/arm64: failed: 1 of 2 modules import (CPython 3.12.1 (PATH), relocated)',
    '  not the same as Lambda: layers are not at /opt',
  ]);
  expect(lines.join('\n')).toMatch(/│ six +│ 1\.17\.0 +│ 0\.012 +│ ok +│/);
  expect(lines.join('\n')).toMatch(/│ numpy +│ +│ 0\.500 +│ ImportError: no numpy\/core +│/);
});

it('takes one line for what was verified before', () => {
  const [line = '', ...more] = describeVerification(failed, { before: true });
  expect(line).toMatch(/; this very zip was verified before$/);
  expect(more).toEqual([]);
});
