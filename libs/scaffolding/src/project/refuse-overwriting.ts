import { LayerkitError } from '@layerkit/failure';
import { joinPathFragments, type Tree } from '@nx/devkit';

export interface FileToWrite {
  /** Relative to the project. */
  readonly path: string;
  readonly content: string | Buffer;
}

/**
 * Checks that existing files have the content that would be written.
 * @param root folder of the project, relative to the workspace’s root
 * @throws LayerkitError workspace/conflict, with every file that differs
 */
export const refuseOverwriting = (tree: Tree, root: string, files: readonly FileToWrite[]): void => {
  const others = files
    .map(({ path, content }) => ({ path: joinPathFragments(root, path), content: Buffer.from(content) }))
    .filter(({ path, content }) => tree.exists(path) && tree.read(path)?.equals(content) !== true);
  if (others.length === 0) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `files in ${root} would be overwritten`,
    problems: others.map(({ path }) => path),
    hint: 'Move them, or choose another folder with --directory.',
  });
};
