// `npm test`: every check of the workspace, one after the other through Nx, whatever the ones before it gave.
// The last line is the sum: a test of Jest counts as one, and so does each check that has no tests in it.
import { rmSync } from 'node:fs';
import { runNx } from './src/run-nx.mjs';
import { readTotals, testResults } from './src/totals.mjs';

/** @type {readonly { title: string, nx: readonly string[], hasTests: boolean }[]} */
const stages = [
  { title: 'Lint', nx: ['run', 'workspace:lint'], hasTests: false },
  { title: 'Format', nx: ['run', 'workspace:format'], hasTests: false },
  { title: 'Types', nx: ['run', 'workspace:typecheck'], hasTests: false },
  { title: 'Tests of each project', nx: ['run-many', '-t', 'test'], hasTests: true },
  { title: 'End-to-end tests', nx: ['run-many', '-t', 'e2e', '--parallel=1'], hasTests: true },
];

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const { title, nx, hasTests } of stages) {
  console.log(`\n== ${title}`);
  rmSync(testResults, { recursive: true, force: true });
  const ok = await runNx(nx);
  const { passed, failed, skipped } = hasTests ? readTotals() : { passed: ok ? 1 : 0, failed: 0, skipped: 0 };
  sum.passed += passed;
  // what fails without a failed test, fails as a whole
  sum.failed += ok ? failed : Math.max(failed, 1);
  sum.skipped += skipped;
}

const skipped = sum.skipped === 0 ? '' : `, ${sum.skipped} skipped`;
console.log(`\n${sum.passed} passed, ${sum.failed} failed${skipped}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
