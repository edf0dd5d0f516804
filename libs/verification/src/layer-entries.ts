import { readZipFile } from '@layerkit/zip';

/** Returns the names of a layer zip's entries. Problems with the zip are reported when it is unpacked. */
export const layerEntries = (zipPath: string): readonly string[] =>
  readZipFile(zipPath, () => undefined).entries.map(({ name }) => name);
