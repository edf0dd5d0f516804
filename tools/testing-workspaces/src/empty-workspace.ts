import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';

/** Returns an empty workspace in memory that uses the formatter installed here. */
export const emptyWorkspace = (): Tree => {
  const tree = createTreeWithEmptyWorkspace();
  for (const file of tree.children('.').filter((name) => name.startsWith('.oxfmt'))) tree.delete(file);
  tree.write('.prettierrc', JSON.stringify({ useTabs: true }));
  return tree;
};

/** Returns every file of the workspace with its text. */
export const filesOf = (tree: Tree): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tree
      .listChanges()
      .filter(({ type }) => type !== 'DELETE')
      .map(({ path, content }) => [path, content?.toString('utf8') ?? ''] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
