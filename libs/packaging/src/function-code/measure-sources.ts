import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listZipFile } from '@layerkit/zip';
import type { LeftOutSources } from './exclude-sources.ts';

/** A file, or a folder without its size. The name of a folder ends in `/`. */
export interface SizedFile {
  readonly name: string;
  readonly bytes?: number | undefined;
}

/** The files and folders left out: folders first, then files, the largest first. */
export interface MeasuredSources {
  readonly ofProject: readonly SizedFile[];
  readonly excluded: readonly SizedFile[];
  readonly idle: readonly string[];
}

/** Measures the files that were left out of a folder. */
export const measureLeftOut = async (
  { ofProject, excluded, idle }: LeftOutSources,
  folder: string,
): Promise<MeasuredSources> => ({
  ofProject: await measure(ofProject, folder),
  excluded: await measure(excluded, folder),
  idle,
});

const measure = async (names: readonly string[], folder: string): Promise<readonly SizedFile[]> => {
  const sized = await Promise.all(
    names.map(async (name) => {
      if (name.endsWith('/')) return { name };
      // a link may lead to nothing
      const found = await stat(join(folder, name)).catch(() => undefined);
      return { name, bytes: found?.size ?? 0 };
    }),
  );
  return sized.toSorted(largestFirst);
};

const largestFirst = (one: SizedFile, other: SizedFile): number =>
  (other.bytes ?? Infinity) === (one.bytes ?? Infinity)
    ? Number(one.name > other.name) - Number(one.name < other.name)
    : (other.bytes ?? Infinity) - (one.bytes ?? Infinity);

const mostNamed = 3;

/** Returns the largest files of a zip. */
export const largestEntries = (zipPath: string): readonly SizedFile[] =>
  listZipFile(zipPath)
    .entries.map(({ name, unpackedBytes }) => ({ name, bytes: unpackedBytes }))
    .toSorted(largestFirst)
    .slice(0, mostNamed);
