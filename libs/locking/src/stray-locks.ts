import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { architectures, runtimes, type Target } from '@layerkit/platform-resolution';
import { importsPath } from './imports/imports-list.ts';
import { lockPath } from './lock/lock.ts';

/**
 * Returns the locks and imports lists in the project’s `lock` folder that belong to none of these targets, such as those
 * of a runtime that was removed from layer.json. Nothing reads them. The paths are relative to the project, and sorted.
 * Other files are ignored.
 */
export const strayLocks = async (
  projectRoot: string,
  targets: readonly Target[],
): Promise<readonly string[]> => {
  const present = await readdir(join(projectRoot, 'lock')).catch(() => []);
  const wanted = new Set(namesOf(targets));
  const everything = runtimes.flatMap((runtime) =>
    architectures.map((architecture) => ({ runtime, architecture })),
  );
  const known = new Set(namesOf(everything));
  return present
    .filter((name) => known.has(name) && !wanted.has(name))
    .sort()
    .map((name) => `lock/${name}`);
};

const namesOf = (targets: readonly Target[]): readonly string[] =>
  targets.flatMap((target) =>
    [lockPath('', target), importsPath('', target.runtime)].map((path) => basename(path)),
  );
