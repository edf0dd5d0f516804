// Runs one batch and prints its report as JSON: node --import tsx fuzz-batch.ts BATCH
import { readersIn } from '../readers/readers.ts';
import type { BatchedOptions } from './fuzz-in-batches.ts';
import { fuzzReader } from './fuzz-reader.ts';

// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- written by fuzz-in-batches.ts
const { reader: name, folder, runs, seed } = JSON.parse(process.argv[2] ?? '') as BatchedOptions;
for (const reader of readersIn(folder))
  if (reader.name === name) console.log(JSON.stringify(await fuzzReader(reader, { runs, seed })));
