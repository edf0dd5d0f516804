import { appendFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { ProcessRun } from '../processes/process-run.ts';
import { plainEnvironment } from '../packages/plain-environment.ts';
import { copyWorkspace } from '../workspace/copy-workspace.ts';
import { writeWorkspaceFile } from '../workspace/projects.ts';
import { commitAll, startRepository } from '../workspace/repository.ts';
import { runNxWith } from '../workspace/run-nx.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Registry } from './start-registry.ts';

/** Creates a copy of this workspace for releases: a git repository with nothing released yet. */
export const releasableCopy = async (registry: Registry): Promise<Workspace> => {
  const workspace = await copyWorkspace();
  await appendFile(workspace.path('.npmrc'), registry.npmrc);
  await startRepository(workspace);
  await commitAll(workspace, 'As it stands');
  return workspace;
};

/** Writes a version plan as `nx release plan` does, and commits it. */
export const planVersion = async (workspace: Workspace, bump: 'major' | 'minor' | 'patch'): Promise<void> => {
  const plan = `---\n__default__: ${bump}\n---\n\nA ${bump} change.\n`;
  await writeWorkspaceFile(workspace, `.nx/version-plans/${bump}.md`, plan);
  await commitAll(workspace, `A ${bump} change`);
};

/**
 * Runs `nx release …` in the copy. Provenance works only on a CI that npm knows, so it is off unless requested.
 */
export const nxRelease = (
  { root }: Workspace,
  args: readonly string[],
  env: Readonly<Record<string, string>> = { NPM_CONFIG_PROVENANCE: 'false' },
): Promise<ProcessRun> => runNxWith(root, ['release', ...args], plainEnvironment({ ...author, ...env }));

export const git = async ({ root }: Workspace, ...args: readonly string[]): Promise<string> => {
  const { stdout } = await execa('git', args, { cwd: root, env: author });
  return stdout;
};

const author = {
  GIT_AUTHOR_NAME: 'Release',
  GIT_AUTHOR_EMAIL: 'release@example.org',
  GIT_COMMITTER_NAME: 'Release',
  GIT_COMMITTER_EMAIL: 'release@example.org',
};
