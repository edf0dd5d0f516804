import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkspaceCopy } from './copy-workspace.ts';

/** A workspace with nothing in it yet: enough for an executor that is run without Nx. */
export const bareWorkspace = async (): Promise<WorkspaceCopy> => {
  const root = await mkdtemp(join(tmpdir(), 'layerkit-e2e-'));
  return {
    root,
    path: (relative) => join(root, ...relative.split('/')),
    remove: () => rm(root, { recursive: true, force: true }),
  };
};
