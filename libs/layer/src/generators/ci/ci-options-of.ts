import { LayerkitError } from '@layerkit/failure';
import { detectPackageManager, readNxJson, type Tree } from '@nx/devkit';
import type { CiOptions, CiPackageManager, CiProvider } from './add-ci.ts';

/**
 * The workspace’s own branch and package manager.
 * @throws LayerkitError workspace/conflict where its package manager is neither npm nor pnpm
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
    message: `the CI workflows know npm and pnpm, and this workspace uses ${found}`,
    hint: 'Leave --ci out, and write a workflow with the commands of docs/ci.md.',
  });
};

/** In the tree: the disk does not know yet what another generator has written. */
const lockFiles = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['package-lock.json', 'npm'],
] as const;
