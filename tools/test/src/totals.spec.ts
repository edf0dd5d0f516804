import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTotals } from './totals.mjs';

const none = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };

it('the totals add up all reports, name skipped suites, and count a file that could not run as a failure', () => {
  const directory = mkdtempSync(join(tmpdir(), 'layerkit-totals-'));
  const assertionResults = [
    { status: 'passed', ancestorTitles: [], title: 'it runs' },
    { status: 'pending', ancestorTitles: ['elsewhere', 'deep'], title: 'it runs' },
    { status: 'todo', ancestorTitles: [], title: 'it will run' },
  ];
  try {
    const reports = [
      { ...none, numPassedTests: 3, numFailedTests: 1 },
      { ...none, numPassedTests: 4, numRuntimeErrorTestSuites: 1, testResults: [{ assertionResults }] },
    ];
    reports.forEach((report, index) => {
      writeFileSync(join(directory, `${index}.json`), JSON.stringify(report));
    });
    const skipped = ['elsewhere', 'it will run'];
    expect(readTotals(directory)).toEqual({ passed: 7, failed: 2, skipped });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('the totals are zero if nothing ran', () => {
  expect(readTotals('/does/not/exist')).toEqual({ passed: 0, failed: 0, skipped: [] });
});
