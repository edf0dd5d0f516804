import { join } from 'node:path';
import { readFunctionDefinition } from '@layerkit/artifact/definition';
import { isLayerkitError } from '@layerkit/failure';
import type { ExecutorContext } from '@nx/devkit';
import type { FunctionProject } from './function-project.ts';

/**
 * Returns a warning for each other project whose function has the same name on AWS. This may be intended, for
 * example for another account. Reads every function.json of the workspace and skips those that can’t be read.
 */
export const describeSharedName = async (
  { name, definition: { functionName } }: Pick<FunctionProject, 'name' | 'definition'>,
  { root: workspaceRoot, projectsConfigurations }: ExecutorContext,
): Promise<readonly string[]> => {
  const others = Object.entries(projectsConfigurations.projects).filter(([other]) => other !== name);
  const warnings = await Promise.all(
    others.map(async ([other, { root }]) =>
      (await nameIn(join(workspaceRoot, root))) === functionName
        ? [
            `warning: the function name “${functionName}” is also used by the project ${other}: each deploy replaces the function that the other deployed. Give one of them another functionName.`,
          ]
        : [],
    ),
  );
  return warnings.flat();
};

const nameIn = async (projectRoot: string): Promise<string | undefined> => {
  try {
    return (await readFunctionDefinition(projectRoot)).functionName;
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
