import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepPartialFiles } from '@layerkit/zip';

/** A build holds its folder for seconds; an hour later it was killed. */
const longestMilliseconds = 60 * 60 * 1000;

/**
 * Gives a build a folder of its own, on the file system of its output so that what is finished can be renamed
 * into place; removes it afterwards, and those that killed builds left.
 */
export const inBuildFolder = async <T>(
  outputRoot: string,
  build: (folder: string) => Promise<T>,
): Promise<T> => {
  const parent = join(outputRoot, '.building');
  await mkdir(parent, { recursive: true });
  await sweepPartialFiles(parent, { olderThan: longestMilliseconds });
  const folder = await mkdtemp(join(parent, 'build-'));
  try {
    return await build(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
