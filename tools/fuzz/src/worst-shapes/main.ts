import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readersIn } from '../readers/readers.ts';

/**
 * Gives each reader its worst shapes of a length. Prints the name of each reader before it reads, and the milliseconds
 * of CPU time after it. The caller limits the CPU time of this process.
 */
const readWorstShapes = async (length: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-worst-shapes-'));
  for (const { name, read, worst = [] } of readersIn(folder))
    for (const [at, shape] of worst.entries()) {
      process.stdout.write(`${name} ${at}: `);
      const start = process.cpuUsage();
      // A refusal is as good as a result
      await Promise.resolve(shape(length))
        .then((text) => read(Buffer.from(text)))
        .catch(() => undefined);
      const { user, system } = process.cpuUsage(start);
      process.stdout.write(`${Math.round((user + system) / 1000)} ms\n`);
    }
  await rm(folder, { recursive: true });
  console.log('done');
};

await readWorstShapes(Number(process.argv[2]));
