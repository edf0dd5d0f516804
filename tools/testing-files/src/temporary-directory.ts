import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates a folder for one test file, which is deleted when its tests have run. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'layerkit-spec-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};
