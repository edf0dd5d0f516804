import { join } from 'node:path';
import { readFunctionDefinition } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import type { ExecutorContext } from '@nx/devkit';
import type { FunctionProject } from './function-project.ts';

/**
 * A warning for each other project whose function has the same name on AWS. It may be meant, for another
 * account, say. Reads each function.json of the workspace, and leaves out those that can’t be read.
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
            `warning: “${functionName}” is the name of the function of ${other}, too: each deploy replaces what the other has deployed. Give one of them another functionName.`,
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
