import { join } from 'node:path';
import { generateFiles, OverwriteStrategy, type Tree } from '@nx/devkit';

/** The CI service that runs the workflow; `none` adds no workflow. */
export type CiProvider = 'github' | 'gitlab' | 'none';

export interface CiOptions {
  readonly provider: CiProvider;
  /** The branch that the workflow publishes from. GitLab knows it. */
  readonly defaultBranch: string;
  readonly packageManager: CiPackageManager;
}

export type CiPackageManager = keyof typeof commands;

/** The workflow file of a provider. */
export interface CiFile {
  readonly path: string;
  /** The file already existed and was not changed. */
  readonly kept: boolean;
}

/**
 * Adds the workflow that checks every layer and function before a merge and publishes the changed ones after
 * it. An existing workflow file is not changed.
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

/** The commands by which each package manager installs from its lock file and runs Nx. */
const commands = {
  npm: { lockFile: 'package-lock.json', install: 'npm ci', nx: 'npx nx' },
  pnpm: { lockFile: 'pnpm-lock.yaml', install: 'pnpm install --frozen-lockfile', nx: 'pnpm exec nx' },
};
