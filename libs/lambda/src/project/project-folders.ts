import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';

/** Returns the absolute folders of the workspace’s projects by name. */
export const projectFolders = ({
  root: workspaceRoot,
  projectsConfigurations,
}: ExecutorContext): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(projectsConfigurations.projects).map(([name, { root }]) => [
      name,
      join(workspaceRoot, root),
    ]),
  );
