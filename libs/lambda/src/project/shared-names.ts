import { join } from 'node:path';
import { readFunctionsDefinition } from '@layerkit/artifact/definition';
import { isLayerkitError } from '@layerkit/failure';
import type { ExecutorContext } from '@nx/devkit';
import type { ProjectFunction } from './project-functions.ts';

/**
 * Returns a warning for each function of another project that has the name of one of these on AWS. This may be intended, for
 * example for another account. Reads every function.json of the workspace and skips those that can’t be read.
 */
export const describeSharedNames = async (
  functions: readonly Pick<ProjectFunction, 'project' | 'definition'>[],
  { root: workspaceRoot, projectsConfigurations }: ExecutorContext,
): Promise<readonly string[]> => {
  const own = functions[0]?.project;
  const names = new Set(functions.map(({ definition }) => definition.functionName));
  const others = Object.entries(projectsConfigurations.projects).filter(([other]) => other !== own);
  const warnings = await Promise.all(
    others.map(async ([other, { root }]) =>
      (await namesIn(join(workspaceRoot, root)))
        .filter((name) => names.has(name))
        .map(
          (name) =>
            `warning: the function name “${name}” is also used by the project ${other}: each deploy replaces the function that the other deployed. Give one of them another functionName.`,
        ),
    ),
  );
  return warnings.flat();
};

const namesIn = async (projectRoot: string): Promise<readonly string[]> => {
  try {
    const { functions } = await readFunctionsDefinition(projectRoot);
    return functions.map(({ definition }) => definition.functionName);
  } catch (error) {
    if (isLayerkitError(error)) return [];
    throw error;
  }
};
