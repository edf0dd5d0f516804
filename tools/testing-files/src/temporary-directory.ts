import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test file, removed at its end. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'layerkit-spec-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};
