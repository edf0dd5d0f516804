import { outputRootOf } from '@layerkit/artifact';
import type { ExecutorContext } from '@nx/devkit';

/** Returns the folder of the project that an executor runs for, relative to the workspace. */
export const projectRootIn = ({ projectName = '', projectsConfigurations }: ExecutorContext): string =>
  projectsConfigurations.projects[projectName]?.root ?? '';

/** Returns the absolute path of the folder for that project’s artifacts and results. */
export const outputRootIn = (context: ExecutorContext): string =>
  outputRootOf(context.root, projectRootIn(context));
