import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes files, given by their paths with `/`, in the order given. Creates the folder if it does not exist. */
export const writeTree = async (
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> => {
  await mkdir(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, ...name.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return directory;
};
