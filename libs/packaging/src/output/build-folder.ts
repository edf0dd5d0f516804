import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inOwnedFolder } from '@layerkit/temporary-files';
import { sweepPartialFiles } from '@layerkit/zip/files';

/** A build needs its folder for seconds. After an hour, the build must have been killed, be it in another container. */
const longestMilliseconds = 60 * 60 * 1000;

/**
 * Runs a build with a temporary folder on the file system of its output, so that files can be moved by renaming.
 * Deletes the folder afterwards, and the folders of killed builds.
 */
export const inBuildFolder = async <T>(
  outputRoot: string,
  build: (folder: string) => Promise<T>,
): Promise<T> => {
  const parent = join(outputRoot, '.building');
  await mkdir(parent, { recursive: true });
  await sweepPartialFiles(parent, { olderThan: longestMilliseconds });
  return inOwnedFolder('build', build, parent);
};
