// `npm test` runs every check of the workspace through Nx, one after another, even if one fails. `npm run
// acceptance` runs the slow tests; CI runs both. The last line adds up the results: each test of Jest counts as
// one, and so does each check without tests.
import { rmSync } from 'node:fs';
import { runNx } from './src/run-nx.mjs';
import { readTotals, testResults } from './src/totals.mjs';

/** @type {readonly { title: string, nx: readonly string[], hasTests: boolean }[]} */
const checks = [
  { title: 'Lint', nx: ['run', 'workspace:lint'], hasTests: false },
  { title: 'Format', nx: ['run', 'workspace:format'], hasTests: false },
  { title: 'Types', nx: ['run', 'workspace:typecheck'], hasTests: false },
  { title: 'Imports between libraries', nx: ['run', 'workspace:dependencies'], hasTests: false },
  { title: 'Unused code and undeclared dependencies', nx: ['run', 'workspace:unused'], hasTests: false },
  { title: 'Prose', nx: ['run', 'workspace:prose'], hasTests: false },
  { title: 'Spelling', nx: ['run', 'workspace:spelling'], hasTests: false },
  { title: 'Tests of each project', nx: ['run-many', '-t', 'test'], hasTests: true },
  { title: 'End-to-end tests', nx: ['run-many', '-t', 'e2e', '--parallel=1'], hasTests: true },
];

/** @type {typeof checks} */
const acceptance = [
  { title: 'Acceptance', nx: ['run-many', '-t', 'acceptance', '--parallel=1'], hasTests: true },
];

const stages = process.argv[2] === 'acceptance' ? acceptance : checks;
let passed = 0;
let failed = 0;
const skipped = [];
for (const { title, nx, hasTests } of stages) {
  console.log(`\n== ${title}`);
  rmSync(testResults, { recursive: true, force: true });
  const ok = await runNx(nx);
  const totals = hasTests ? readTotals() : { passed: ok ? 1 : 0, failed: 0, skipped: [] };
  passed += totals.passed;
  // A check that fails without a failed test counts as one failure
  failed += ok ? totals.failed : Math.max(totals.failed, 1);
  skipped.push(...totals.skipped);
}

if (skipped.length > 0) console.log(['\nNot tested on this host:', ...new Set(skipped)].join('\n  '));
console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
