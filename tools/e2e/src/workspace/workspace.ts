import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A workspace of a test’s own, outside this one. */
export interface Workspace {
  readonly root: string;
  /** A path in the workspace, from parts with `/`. */
  path(relative: string): string;
  remove(): Promise<void>;
}

/** A workspace with nothing in it yet: enough for an executor that is run without Nx. */
export const bareWorkspace = async (prefix = 'layerkit-e2e-'): Promise<Workspace> =>
  workspaceAt(await mkdtemp(join(tmpdir(), prefix)));

/** @param home the folder to remove with it, where that is another than its root */
export const workspaceAt = (root: string, home = root): Workspace => ({
  root,
  path: (relative) => join(root, ...relative.split('/')),
  remove: () => rm(home, { recursive: true, force: true }),
});
