import { execa } from 'execa';
import { linkTree } from './copy-workspace.ts';
import { bareWorkspace, type Workspace } from './workspace.ts';

/** Makes the workspace a git repository. Files that .gitignore names are not added. */
export const startRepository = async ({ root }: Workspace): Promise<void> => {
  await execa('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root });
};

/** Commits everything and returns the hash of the commit. */
export const commitAll = async ({ root }: Workspace, message: string): Promise<string> => {
  const git = (...args: readonly string[]) => execa('git', [...identity, ...args], { cwd: root });
  await git('add', '--all');
  await git('commit', '--quiet', '--no-verify', '--allow-empty', `--message=${message}`);
  return (await git('rev-parse', 'HEAD')).stdout;
};

/** Overrides the host’s own settings, such as name and signing. */
const identity = ['user.name=e2e', 'user.email=e2e@example.invalid', 'commit.gpgsign=false'].flatMap(
  (setting) => ['-c', setting],
);

/**
 * Clones the committed workspace, as on another machine: with the packages installed, nothing built and nothing
 * cached.
 */
export const cloneWorkspace = async (origin: Workspace): Promise<Workspace> => {
  const clone = await bareWorkspace('layerkit-clone-');
  await execa('git', ['clone', '--quiet', origin.root, clone.root]);
  await linkTree(origin.path('node_modules'), clone.path('node_modules'));
  return clone;
};
