import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test file, removed at its end. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'layerkit-spec-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** Writes files, given as path and content, below a folder; returns the folder. */
export const writeTree = async (
  directory: string,
  files: Readonly<Record<string, string>>,
): Promise<string> => {
  await mkdir(directory, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return directory;
};
