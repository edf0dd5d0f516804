import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTotals } from './totals.mjs';

const none = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

it('adds up every report, and a file that could not be run is a failure', () => {
  const directory = mkdtempSync(join(tmpdir(), 'layerkit-totals-'));
  try {
    const reports = [
      { ...none, numPassedTests: 3, numFailedTests: 1 },
      { ...none, numPassedTests: 4, numRuntimeErrorTestSuites: 1, numPendingTests: 2, numTodoTests: 1 },
    ];
    reports.forEach((report, index) =>
      writeFileSync(join(directory, `${index}.json`), JSON.stringify(report)),
    );
    expect(readTotals(directory)).toEqual({ passed: 7, failed: 2, skipped: 3 });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('is nothing where nothing was run', () => {
  expect(readTotals('/does/not/exist')).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
