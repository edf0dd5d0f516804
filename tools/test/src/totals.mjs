import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './run-nx.mjs';

/**
 * The folder of the Jest reports of each project's `test` and `e2e`. Nx restores a report with a cached result.
 */
export const testResults = join(workspaceRoot, 'dist', 'test-results');

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed a test file that could not run counts as one
 * @property {readonly string[]} skipped the suite of each skipped test, so that skips are visible
 */

/**
 * Adds up Jest's reports.
 * @param {string} [directory]
 * @returns {Totals}
 */
export const readTotals = (directory = testResults) => {
  const reports = (existsSync(directory) ? readdirSync(directory) : [])
    .sort()
    .map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')));
  const sum = (/** @type {(report: any) => number} */ count) =>
    reports.reduce((total, report) => total + count(report), 0);
  return {
    passed: sum((report) => report.numPassedTests),
    failed: sum((report) => report.numFailedTests + report.numRuntimeErrorTestSuites),
    skipped: reports.flatMap(skippedIn),
  };
};

/** @type {(report: any) => readonly string[]} */
const skippedIn = ({ testResults: files }) =>
  files
    .flatMap((/** @type {any} */ { assertionResults }) => assertionResults)
    .filter((/** @type {any} */ { status }) => status !== 'passed' && status !== 'failed')
    .map((/** @type {any} */ { ancestorTitles, title }) => ancestorTitles[0] ?? title);
