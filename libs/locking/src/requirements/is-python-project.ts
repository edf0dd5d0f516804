import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns whether a folder has a pyproject.toml with more than settings of tools (PEP 518, PEP 621). */
export const isPythonProject = async (directory: string): Promise<boolean> => {
  const text = await readFile(join(directory, 'pyproject.toml'), 'utf8').catch(() => '');
  return /^[ \t]*\[[ \t]*(?:project|build-system)[ \t]*\]/m.test(text);
};
