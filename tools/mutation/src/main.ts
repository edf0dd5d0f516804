// Changes the code of one library, one expression at a time, and runs the library’s tests on each change. A change
// that no test notices is a survivor: docs/quality.md says what to do about it.
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import config from '../stryker.config.mjs';
import { sampleOf } from './sample.ts';

const { values } = parseArgs({
  options: {
    library: { type: 'string' },
    files: { type: 'string', default: '**/*.ts' },
    tests: { type: 'string', default: '**/*.spec.ts' },
    concurrency: { type: 'string', default: '1' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const { library, files, tests, concurrency, sample, seed } = values;
if (library === undefined)
  throw new Error(
    'npm run mutation -- --library NAME [--files GLOB] [--tests GLOB] [--concurrency N] [--sample LINES [--seed N]]',
  );

const source = `libs/${library}/src`;
const results = `dist/mutation/${library}${sample === undefined ? '' : '-sample'}`;
const changed =
  sample === undefined
    ? [`${source}/${files}`, `!${source}/**/*.spec.ts`]
    : sampleOf(source, { lines: Number(sample), seed: Number(seed) });
await new Stryker({
  ...config,
  mutate: [...changed],
  // Only the library’s own specs: what it does must be said there
  jest: {
    configFile: `libs/${library}/jest.config.mjs`,
    config: { testTimeout: 60_000, testMatch: [`<rootDir>/{src,test}/${tests}`] },
  },
  concurrency: Number(concurrency),
  incrementalFile: `${results}/incremental.json`,
  htmlReporter: { fileName: `${results}/index.html` },
  jsonReporter: { fileName: `${results}/report.json` },
}).runMutationTest();
