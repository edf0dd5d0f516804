import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTable, reporting } from '@layerkit/terminal';
import { readOptions } from './options.ts';
import { readersIn } from './readers/readers.ts';
import { fuzzInBatches } from './running/fuzz-in-batches.ts';

const fuzz = async (say: (line: string) => void): Promise<void> => {
  const { runs, seed, only } = readOptions(process.argv.slice(2));
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-fuzz-'));
  const reports: Awaited<ReturnType<typeof fuzzInBatches>>[] = [];
  try {
    const readers = readersIn(folder).filter(({ name }) => name.includes(only));
    if (readers.length === 0) throw new Error(`no reader has “${only}” in its name`);
    for (const { name: reader } of readers) reports.push(await fuzzInBatches({ reader, folder, runs, seed }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const rows = reports.map(({ reader, inputs, refused, slowestMs, problem, seed }) => [
    reader,
    String(inputs),
    String(refused),
    problem === undefined ? '0' : '1',
    `${slowestMs.toFixed(1)} ms`,
    String(seed),
  ]);
  const head = ['reader', 'inputs', 'refused', 'problems', 'slowest', 'seed'];
  formatTable(head, rows, [1, 2, 3, 4, 5]).forEach(say);
  for (const { reader, problem } of reports)
    if (problem !== undefined) `${reader}: ${problem}`.split('\n').forEach(say);
  if (reports.some(({ problem }) => problem !== undefined)) process.exitCode = 1;
};

if (!(await reporting(fuzz, { verbose: process.argv.includes('--verbose') }))) process.exitCode = 1;
