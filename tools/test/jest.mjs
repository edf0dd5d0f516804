// Runs one project's tests for Nx and writes Jest's report to the folder that `npm test` adds up.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspaceRoot } from './src/run-nx.mjs';
import { testResults } from './src/totals.mjs';
import { withoutNx } from './src/without-nx.mjs';

const [project = '', ...more] = process.argv.slice(2);
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const report = ['--json', '--outputFile', join(testResults, `${project}.json`)];

mkdirSync(testResults, { recursive: true });
const args = ['--selectProjects', project, ...report, ...more];
const { status } = spawnSync(process.execPath, [...node, jest, ...args], {
  cwd: workspaceRoot,
  env: withoutNx(process.env),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
