import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A workspace for a test, outside this one. */
export interface Workspace {
  readonly root: string;
  /** Returns the path of a file in the workspace, given with `/`. */
  path(relative: string): string;
  remove(): Promise<void>;
}

/** Creates an empty workspace, which is enough for an executor that runs without Nx. */
export const bareWorkspace = async (prefix = 'layerkit-e2e-'): Promise<Workspace> =>
  workspaceAt(await mkdtemp(join(tmpdir(), prefix)));

/**
 * Describes the workspace in a folder.
 * @param home the folder to remove with it, if it is not the root
 */
export const workspaceAt = (root: string, home = root): Workspace => ({
  root,
  path: (relative) => join(root, ...relative.split('/')),
  remove: () => rm(home, { recursive: true, force: true }),
});
