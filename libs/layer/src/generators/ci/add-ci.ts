import { join } from 'node:path';
import { generateFiles, OverwriteStrategy, type Tree } from '@nx/devkit';

/** Where the workspace’s pipelines run; `none` where its owner sees to them. */
export type CiProvider = 'github' | 'gitlab' | 'none';

export interface CiOptions {
  readonly provider: CiProvider;
  /** The branch that is published from. GitLab knows it itself. */
  readonly defaultBranch: string;
  readonly packageManager: CiPackageManager;
}

export type CiPackageManager = keyof typeof commands;

/** A workflow that the provider reads. */
export interface CiFile {
  readonly path: string;
  /** It was there before and stays as it was: its owner may have changed it. */
  readonly kept: boolean;
}

/**
 * Adds the workflow that checks every layer and function before a merge and publishes what changed after it.
 * Whoever runs it twice changes nothing.
 */
export const addCi = (tree: Tree, options: CiOptions): readonly CiFile[] => {
  const { provider, packageManager, defaultBranch } = options;
  if (provider === 'none') return [];
  const path = paths[provider];
  const kept = tree.exists(path);
  generateFiles(
    tree,
    join(import.meta.dirname, 'files', provider),
    '.',
    { dot: '.', packageManager, defaultBranch, ...commands[packageManager] },
    { overwriteStrategy: OverwriteStrategy.KeepExisting },
  );
  return [{ path, kept }];
};

const paths = { github: '.github/workflows/layers.yml', gitlab: '.gitlab-ci.yml' };

/** How each package manager installs just what its lock file says, and runs Nx. */
const commands = {
  npm: { lockFile: 'package-lock.json', install: 'npm ci', nx: 'npx nx' },
  pnpm: { lockFile: 'pnpm-lock.yaml', install: 'pnpm install --frozen-lockfile', nx: 'pnpm exec nx' },
};
