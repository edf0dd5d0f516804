import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of the test's own, gone when the test is over. */
export const scratchFolders = () => {
  const made: string[] = [];
  afterEach(async () => {
    await Promise.all(made.splice(0).map((path) => rm(path, { recursive: true, force: true })));
  });
  return async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'layerkit-test-'));
    made.push(path);
    return path;
  };
};
