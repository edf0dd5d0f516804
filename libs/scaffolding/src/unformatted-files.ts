import type { Tree } from '@nx/devkit';

/** A file whose bytes a generator keeps. */
export interface UnformattedFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly content: Buffer | string;
}

/** Writes files once the generator’s other files are formatted, so that their bytes don’t change. */
export const writeUnformatted = (tree: Tree, files: readonly UnformattedFile[]): void => {
  waiting.set(tree, [...(waiting.get(tree) ?? []), ...files]);
};

/** Writes the files that wait for the formatting of the others. */
export const writeWaitingFiles = (tree: Tree): void => {
  for (const { path, content } of waiting.get(tree) ?? []) tree.write(path, content);
  waiting.delete(tree);
};

const waiting = new WeakMap<Tree, readonly UnformattedFile[]>();
