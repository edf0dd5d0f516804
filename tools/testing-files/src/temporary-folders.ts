import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Returns a function that creates folders, which are deleted when the tests of the file have run. */
export const temporaryFolders = (): (() => Promise<string>) => {
  const made: string[] = [];
  afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));
  return async () => {
    const path = await mkdtemp(join(tmpdir(), 'layerkit-e2e-'));
    made.push(path);
    return path;
  };
};
