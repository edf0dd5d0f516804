import { readFile } from 'node:fs/promises';
import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';

export interface BuiltZip {
  readonly zipPath: string;
  readonly sha256: Sha256;
}

/**
 * Reads the zip to send and checks it against the planned digest again. Reads it whole, because it fits into one
 * request.
 * @throws LayerkitError artifact/missing, artifact/invalid
 */
export const readBuiltZip = async ({ zipPath, sha256 }: BuiltZip): Promise<Uint8Array> => {
  const bytes = await readFile(zipPath).catch((cause: unknown) => {
    throw new LayerkitError({
      code: 'artifact/missing',
      message: `cannot read ${zipPath}`,
      hint: 'Run the project’s build target first.',
      cause,
    });
  });
  const found = sha256Of(bytes);
  if (found === sha256) return bytes;
  throw new LayerkitError({
    code: 'artifact/invalid',
    message: `${zipPath} changed after its manifest was read: sha256 ${found} instead of ${sha256}`,
    hint: 'Run the project’s build target again.',
  });
};
