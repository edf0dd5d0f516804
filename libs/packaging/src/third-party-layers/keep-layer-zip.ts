import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile, type Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { inOwnedFolder } from '@layerkit/temporary-files';
import { storeDirectory } from '@layerkit/wheels/store';
import { listZipFile } from '@layerkit/zip';

export interface LayerZipRequest {
  readonly sha256: Sha256;
  /** Writes the zip to a path. Called only if the store does not have it. */
  readonly download: (path: string) => Promise<void>;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Returns the path of the zip of a layer version in the store, where it is next to the wheels as `layers/<sha256>.zip`. Downloads it
 * if it is missing or damaged. Any number of processes may do so at once.
 * @throws LayerkitError layer-version/download-failed if the download has another digest
 */
export const keepLayerZip = async ({ sha256, download, env }: LayerZipRequest): Promise<string> => {
  const directory = join(storeDirectory(env), 'layers');
  const zipPath = join(directory, `${sha256}.zip`);
  if ((await digestOf(zipPath)) !== sha256) {
    await mkdir(directory, { recursive: true });
    await inOwnedFolder(
      'layer',
      async (folder) => {
        const path = join(folder, 'layer.zip');
        await download(path);
        const found = await digestOf(path);
        if (found !== sha256) throw otherDigest(sha256, found);
        await rename(path, zipPath);
      },
      directory,
    );
  }
  return zipPath;
};

/**
 * Returns the unpacked size of a zip in bytes, according to its directory.
 * @throws LayerkitError archive/invalid
 */
export const unpackedBytesOf = (zipPath: string): number =>
  listZipFile(zipPath).entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);

const digestOf = (path: string): Promise<Sha256 | undefined> => sha256OfFile(path).catch(() => undefined);

const otherDigest = (wanted: Sha256, found: Sha256 | undefined): LayerkitError =>
  new LayerkitError({
    code: 'layer-version/download-failed',
    message: `the downloaded zip has sha256 ${found ?? 'unknown'}, but Lambda reports ${wanted}`,
    hint: 'Try again. Something changed the zip in transit.',
  });
