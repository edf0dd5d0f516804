import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DamagedFile, Fault } from './plan-rounds.ts';

/** Cuts a file of the store or of dist in half, or flips a bit of one of its bytes. Does nothing if there is none. */
export const damage = async (
  { file, harm, at }: Extract<Fault, { kind: 'damage' }>,
  { store, dist }: { readonly store: string; readonly dist: string },
): Promise<void> => {
  const below = file === 'wheel' || file === 'note' ? store : dist;
  const found = await readdir(below, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = found
    .filter((entry) => entry.isFile() && is[file](entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const path = paths[at % paths.length];
  if (path === undefined) return;
  const bytes = await readFile(path);
  if (harm === 'cut') await writeFile(path, bytes.subarray(0, bytes.length / 2));
  else if (bytes.length > 0) {
    const place = at % bytes.length;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    await writeFile(path, bytes);
  }
};

const is: Readonly<Record<DamagedFile, (name: string) => boolean>> = {
  wheel: (name) => name.endsWith('.whl'),
  note: (name) => !name.endsWith('.whl'),
  zip: (name) => name === 'layer.zip',
  manifest: (name) => name === 'manifest.json',
};
