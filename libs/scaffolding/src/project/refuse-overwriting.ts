import { LayerkitError } from '@layerkit/failure';
import { joinPathFragments, type Tree } from '@nx/devkit';

export interface FileToWrite {
  /** Below the project. */
  readonly path: string;
  readonly content: string | Buffer;
}

/**
 * Makes sure that files which are there already hold what would be written.
 * @param root of the project, from the workspace’s root
 * @throws LayerkitError workspace/conflict, with every file that holds something else
 */
export const refuseOverwriting = (tree: Tree, root: string, files: readonly FileToWrite[]): void => {
  const others = files
    .map(({ path, content }) => ({ path: joinPathFragments(root, path), content: Buffer.from(content) }))
    .filter(({ path, content }) => tree.exists(path) && tree.read(path)?.equals(content) !== true);
  if (others.length === 0) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `${root} holds files already that would be overwritten`,
    problems: others.map(({ path }) => path),
    hint: 'Move them away, or name another folder with --directory.',
  });
};
