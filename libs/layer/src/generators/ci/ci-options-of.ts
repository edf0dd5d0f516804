import { documentation, LayerkitError } from '@layerkit/failure';
import { detectPackageManager, readNxJson, type Tree } from '@nx/devkit';
import type { CiOptions, CiPackageManager, CiProvider } from './add-ci.ts';

/**
 * Returns the options of the CI workflow, with the workspace’s default branch and package manager.
 * @throws LayerkitError workspace/conflict if the package manager is neither npm nor pnpm
 */
export const ciOptionsOf = (tree: Tree, provider: CiProvider): CiOptions => ({
  provider,
  defaultBranch: (readNxJson(tree)?.defaultBase ?? 'main').replace(/^origin\//, ''),
  packageManager: provider === 'none' ? 'npm' : packageManagerOf(tree),
});

const packageManagerOf = (tree: Tree): CiPackageManager => {
  const found = lockFiles.find(([file]) => tree.exists(file))?.[1] ?? detectPackageManager(tree.root);
  if (found === 'npm' || found === 'pnpm') return found;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `the CI workflows support npm and pnpm, but this workspace uses ${found}`,
    hint: `Omit --ci, and write a workflow with the commands in ${documentation('ci')}.`,
  });
};

/**
 * The lock files to look for in the tree, because another generator may not have written them to disk yet.
 */
const lockFiles = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['package-lock.json', 'npm'],
] as const;
