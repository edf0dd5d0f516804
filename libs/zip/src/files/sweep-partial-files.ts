import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface SweepOptions {
  /** The age in milliseconds since the last change after which a file can’t still be in use. */
  readonly olderThan: number;
  /** Only names with this ending. */
  readonly suffix?: string;
}

/** Removes what killed processes left in a folder of unfinished files. Removes nothing that may still be in use. */
export const sweepPartialFiles = async (
  folder: string,
  { olderThan, suffix = '' }: SweepOptions,
): Promise<void> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(suffix));
  const latest = Date.now() - olderThan;
  await Promise.all(names.map((name) => removeWhenOld(join(folder, name), latest)));
};

/**
 * Removes a file if it is old enough. Another process may sweep at the same time, so the file may already be
 * gone.
 */
const removeWhenOld = async (path: string, latest: number): Promise<void> => {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.mtimeMs > latest) return;
  await rm(path, { recursive: true, force: true });
};
