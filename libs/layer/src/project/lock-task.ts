import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { ExecutorContext } from '@nx/devkit';

/**
 * Runs the work. If a lock is missing or stale, names the Nx task that creates it in the hint, because only
 * this plugin knows the task.
 * @throws LayerkitError as the work does
 */
export const namingLockTask = async <Result>(
  context: ExecutorContext,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!isLayerkitError(error) || !['lock/stale', 'lock/missing'].includes(error.code)) throw error;
    throw new LayerkitError({
      code: error.code,
      message: error.message,
      problems: error.problems,
      hint: `Run “nx run ${lockTaskOf(context)}” and commit what it writes.`,
      cause: error,
    });
  }
};

/** Returns the task, such as `dependencies-layer:lock`. The Nx target may have another name. */
const lockTaskOf = ({ projectName = '', projectsConfigurations }: ExecutorContext): string => {
  const targets = Object.entries(projectsConfigurations.projects[projectName]?.targets ?? {});
  const [name = 'lock'] = targets.find(([, { executor }]) => executor === '@layerkit/layer:lock') ?? [];
  return `${projectName}:${name}`;
};
