import { fuzzReader, readersIn } from '@layerkit/fuzz';
import { temporaryDirectory } from '@layerkit/testing-files';

const folder = temporaryDirectory();

/** Another one each time. `npm run fuzz -- --seed S` repeats a run. */
const seed = Date.now() % 0x7fffffff;

it.each(readersIn(folder).map((reader) => [reader.name, reader] as const))(
  'reading 20,000 changed inputs neither crashes nor hangs: %s',
  async (_, reader) => {
    const { problem } = await fuzzReader(reader, { runs: 20_000, seed });
    expect({ seed, problem }).toEqual({ seed, problem: undefined });
  },
  600_000,
);
