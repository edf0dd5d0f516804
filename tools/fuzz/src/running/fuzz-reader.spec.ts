import { temporaryFolders } from '@layerkit/testing-files';
import type { Reader } from '../readers/reader.ts';
import { readersIn } from '../readers/readers.ts';
import { fuzzReader } from './fuzz-reader.ts';

const scratch = temporaryFolders();
const options = { runs: 500, seed: 1 };

it('every reader reads its corpus without an error', async () => {
  const readers = readersIn(await scratch());
  expect(new Set(readers.map(({ name }) => name)).size).toBe(readers.length);
  for (const { name, corpus, read } of readers)
    for (const input of corpus)
      await expect(
        Promise.resolve(input)
          .then((text) => read(Buffer.from(text)))
          .then(() => name),
      ).resolves.toBe(name);
});

const reader = (read: Reader['read']): Reader => ({ name: 'made', corpus: ['a "quoted" text\n'], read });

it('the same seed gives the same inputs, and another seed gives others', async () => {
  const inputsOf = async (seed: number) => {
    const inputs: string[] = [];
    await fuzzReader(
      reader((input) => inputs.push(input.toString('latin1'))),
      { runs: 50, seed },
    );
    return inputs;
  };
  expect(await inputsOf(1)).toEqual(await inputsOf(1));
  expect(await inputsOf(1)).not.toEqual(await inputsOf(2));
});

it('an error that the reader does not document is a problem, and is reported with a small input', async () => {
  const fails = reader((input) => {
    if (input.includes(';')) throw new TypeError('made for the test');
  });
  const { problem = '' } = await fuzzReader(fails, options);
  expect(problem).toContain('TypeError: made for the test');
  expect(JSON.parse(/input: (.*)$/.exec(problem)?.[1] ?? '')).toMatch(/^[^;]*;[^;]*$/);
  expect(await fuzzReader({ ...fails, documented: ['TypeError'] }, options)).toMatchObject({
    inputs: 500,
    problem: undefined,
  });
});

it('a reader that takes more than a second of CPU time for an input has a problem', async () => {
  let rest = 1;
  const slow = reader((input) => {
    if (input.length < 40 || rest === 0) return;
    rest -= 1;
    const start = process.cpuUsage();
    while (process.cpuUsage(start).user < 1_100_000) JSON.stringify(start);
  });
  expect((await fuzzReader(slow, options)).problem).toMatch(/ms of CPU time for \d+ bytes/);
});

it('a reader that keeps memory has a problem', async () => {
  const kept: Buffer[] = [];
  const keeps = reader(() => {
    if (kept.length < 40) kept.push(Buffer.alloc(1 << 24, 1));
  });
  expect((await fuzzReader(keeps, options)).problem).toContain('memory');
});
