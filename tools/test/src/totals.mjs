import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './run-nx.mjs';

/** Where each project's `test` and `e2e` leave Jest's report; Nx brings it back with a result from its cache. */
export const testResults = join(workspaceRoot, 'dist', 'test-results');

/**
 * The sum of Jest's reports. A file of tests that could not be run counts as a failed test.
 * @param {string} [directory]
 */
export const readTotals = (directory = testResults) => {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const name of existsSync(directory) ? readdirSync(directory) : []) {
    const report = JSON.parse(readFileSync(join(directory, name), 'utf8'));
    totals.passed += report.numPassedTests;
    totals.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    totals.skipped += report.numPendingTests + report.numTodoTests;
  }
  return totals;
};
