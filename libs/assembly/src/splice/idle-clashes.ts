import { isEvidence } from '../pruning/evidence/file-evidence.ts';
import { isLasting } from '../pruning/lasting-files.ts';
import type { LayerFile } from './layer-file.ts';
import type { ReadLayerFiles } from './layer-evidence.ts';

export interface ClashMaterial {
  /** All files of all inputs, in the order of the inputs. */
  readonly files: readonly LayerFile[];
  /** Paths that several inputs have with different content. */
  readonly clashing: ReadonlySet<string>;
  /** Returns whether `prune.include` names a path. */
  readonly isIncluded: (path: string) => boolean;
  readonly read: ReadLayerFiles;
}

/**
 * Returns the files of top-level folders such as `tests/` that several wheels bring by mistake, with different files
 * at one path, so that the wheels can be in one layer. Returns none of a folder that anything outside it imports, that
 * has own code, or that is all that a wheel has: it may be the product.
 */
export const findIdleClashes = async (material: ClashMaterial): Promise<readonly string[]> => {
  const { files, clashing, isIncluded, read } = material;
  const idle = new Set(
    [...clashing].map(topOf).filter((top) => idleFolders.has(top) && isSideline(top, files)),
  );
  for (const { path, prunable } of files) if (!prunable || isIncluded(path)) idle.delete(topOf(path));
  const outside =
    idle.size === 0 ? [] : files.filter(({ path }) => isEvidence(path) && !idle.has(topOf(path)));
  for await (const batch of read(outside))
    for (const { content } of batch)
      for (const top of idle)
        // a damaged file may import any folder
        if (content === undefined || imports(content.toString('latin1'), top)) idle.delete(top);
  return files.map(({ path }) => path).filter((path) => idle.has(topOf(path)) && !isLasting(path));
};

/** Folders that belong to a project’s repository. Few packages mean to install them at the top level. */
const idleFolders: ReadonlySet<string> = new Set([
  ...['tests', 'test', 'testing', 'docs', 'doc', 'examples', 'example', 'benchmarks', 'scripts'],
]);

/** Returns the top-level folder of a path, or the path of a file at the top level. */
const topOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** Returns whether each wheel that has a top-level folder also has modules elsewhere. */
const isSideline = (top: string, files: readonly LayerFile[]): boolean => {
  const inputsWith = (test: (path: string) => boolean): ReadonlySet<number> =>
    new Set(files.filter(({ path }) => test(path)).map(({ origin }) => origin.input));
  const others = inputsWith((path) => topOf(path) !== top && /\.(?:py|so)$/.test(path));
  return [...inputsWith((path) => topOf(path) === top)].every((input) => others.has(input));
};

/**
 * Returns whether a Python file, an entry point or a `.pth` file imports a top-level module, or names one of its
 * modules in a string.
 */
const imports = (text: string, top: string): boolean =>
  text.includes(top) &&
  new RegExp(
    `(?:\\bfrom[ \\t]+|\\bimport[ \\t]+(?:[\\w.]+(?:[ \\t]+as[ \\t]+\\w+)?[ \\t]*,[ \\t]*){0,50}|_module\\([ \\t\\n]*["']|__\\([ \\t\\n]*["']|=[ \\t]*)${top}(?:[. \\t:,;"'\\r\\n]|$)|["']${top}[./]\\w`,
    'm',
  ).test(text);
