import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';

const libraries = join(import.meta.dirname, '..', '..');

/** Returns the digest of the code in files of the libraries, without their imports, comments and layout. */
export const digestOfCode = async (files: readonly string[]): Promise<Sha256> => {
  const sources = await Promise.all([...files].sort().map((file) => readFile(join(libraries, file), 'utf8')));
  return sha256Of(sources.join('').replace(/^import[^;]*;|\/\*\*[^]*?\*\/|\/\/.*|\s/gm, ''));
};
