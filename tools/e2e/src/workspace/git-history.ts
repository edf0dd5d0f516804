import { execa } from 'execa';
import type { WorkspaceCopy } from './copy-workspace.ts';

/** A real git repository over a workspace. */
export interface GitHistory {
  /** Commits everything as it stands and returns the commit’s name. */
  commit(message: string): Promise<string>;
}

/** Makes the workspace a repository of its own; what .gitignore names stays out of it. */
export const openGitHistory = async ({ root }: WorkspaceCopy): Promise<GitHistory> => {
  const git = (...args: readonly string[]) => execa('git', [...identity, ...args], { cwd: root });
  await git('init', '--quiet', '--initial-branch=main');
  return {
    async commit(message) {
      await git('add', '--all');
      await git('commit', '--quiet', '--no-verify', '--allow-empty', `--message=${message}`);
      return (await git('rev-parse', 'HEAD')).stdout;
    },
  };
};

/** The host’s own settings have no say: not its name, not its signing. */
const identity = ['user.name=e2e', 'user.email=e2e@example.invalid', 'commit.gpgsign=false'].flatMap(
  (setting) => ['-c', setting],
);
