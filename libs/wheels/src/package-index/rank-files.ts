import { isLayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import {
  acceptsWheel,
  chooseWheel,
  parseWheelFileName,
  type WheelFileName,
} from '@layerkit/platform-resolution/tags';
import { isFileOfRelease } from '../wheel/file-of-release.ts';
import type { Release } from '../wheel/same-release.ts';
import type { IndexFile } from './simple-page.ts';

/** The files of a version to fetch before giving up. A later upload may have become the best wheel. */
const mostFiles = 4;

/**
 * Returns the files of a release that an index lists without a digest, the one that a lock would choose first. If no target
 * is given, the wheels keep the order of the index.
 */
export const rankFiles = (
  files: readonly IndexFile[],
  release: Release,
  target?: Target,
): readonly IndexFile[] => {
  const unlisted = files.filter(
    ({ sha256, fileName }) => sha256 === undefined && isFileOfRelease(fileName, release),
  );
  const wheels = unlisted.filter(({ fileName }) => fileName.endsWith('.whl'));
  const sdists = unlisted.filter((file) => !wheels.includes(file));
  return [...(target === undefined ? wheels : bestFirst(wheels, target)), ...sdists].slice(0, mostFiles);
};

const bestFirst = (wheels: readonly IndexFile[], target: Target): readonly IndexFile[] => {
  const accepts = acceptsWheel(target);
  const rest = wheels.flatMap(parsed).filter((wheel) => accepts(wheel));
  const ranked: IndexFile[] = [];
  for (let best = next(target, rest); best !== undefined; best = next(target, rest)) {
    ranked.push(best.file);
    rest.splice(rest.indexOf(best), 1);
    if (ranked.length === mostFiles) break;
  }
  return ranked;
};

type Ranked = WheelFileName & { readonly file: IndexFile };

/** Leaves out files with an invalid name. */
const parsed = (file: IndexFile): readonly Ranked[] => {
  try {
    return [{ ...parseWheelFileName(file.fileName), file }];
  } catch (error) {
    if (isLayerkitError(error)) return [];
    throw error;
  }
};

const next = (target: Target, wheels: readonly Ranked[]): Ranked | undefined =>
  chooseWheel(target, wheels).chosen;
