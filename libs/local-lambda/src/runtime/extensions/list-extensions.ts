import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns the names of the files directly in /opt/extensions, sorted. Lambda starts each of them as an extension. */
export const listExtensions = async (layers: readonly string[]): Promise<readonly string[]> => {
  const isFile = new Map<string, boolean>();
  for (const layer of layers)
    for (const entry of await entriesOf(join(layer, 'extensions')))
      isFile.set(entry.name, !entry.isDirectory());
  return [...isFile.keys()].filter((name) => isFile.get(name) === true).sort();
};

const entriesOf = (folder: string) => readdir(folder, { withFileTypes: true }).catch(() => []);
