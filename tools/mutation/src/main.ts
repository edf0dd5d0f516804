// Changes the code of one library, one expression at a time, and runs the library’s tests on each change. A change
// that no test notices is a survivor: docs/quality.md says what to do about it.
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

const { values } = parseArgs({
  options: {
    library: { type: 'string' },
    files: { type: 'string', default: '**/*.ts' },
    concurrency: { type: 'string', default: '1' },
  },
});
const { library, files } = values;
if (library === undefined)
  throw new Error('npx nx run mutation:run --library NAME [--files GLOB] [--concurrency N]');

const source = `libs/${library}/src`;
const results = `dist/mutation/${library}`;
await new Stryker({
  mutate: [`${source}/${files}`, `!${source}/**/*.spec.ts`],
  testRunner: 'jest',
  // Only the library’s own specs: what it does must be said there
  jest: { configFile: `libs/${library}/jest.config.mjs`, enableFindRelatedTests: true },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  // Code that runs once, at import, would need every test again for each change
  ignoreStatic: true,
  concurrency: Number(values.concurrency),
  // The specs run real programs, which take long on a busy machine
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 30,
  incremental: true,
  incrementalFile: `${results}/incremental.json`,
  tempDirName: 'tmp/mutation',
  ignorePatterns: ['.layerkit', '.nx', 'dist', 'tmp'],
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `${results}/index.html` },
  jsonReporter: { fileName: `${results}/report.json` },
}).runMutationTest();
