import { readFile } from 'node:fs/promises';
import { sha256Of, type Sha256 } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';

export interface BuiltZip {
  readonly zipPath: string;
  readonly sha256: Sha256;
}

/**
 * The bytes that are about to be sent, held once more against the digest that was planned with: what goes out
 * is what was built. At most as large as one request may carry, so it is read whole.
 * @throws LayerkitError artifact/missing, artifact/invalid
 */
export const readBuiltZip = async ({ zipPath, sha256 }: BuiltZip): Promise<Uint8Array> => {
  const bytes = await readFile(zipPath).catch((cause: unknown) => {
    throw new LayerkitError({
      code: 'artifact/missing',
      message: `${zipPath} can’t be read`,
      hint: 'Run the project’s build target first.',
      cause,
    });
  });
  const found = sha256Of(bytes);
  if (found === sha256) return bytes;
  throw new LayerkitError({
    code: 'artifact/invalid',
    message: `${zipPath} changed since its manifest was read: sha256 ${found} instead of ${sha256}`,
    hint: 'Run the project’s build target again.',
  });
};
