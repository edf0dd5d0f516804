import { join } from 'node:path';
import {
  readFunctionDefinition,
  refuseTwoDefinitions,
  type FunctionDefinition,
} from '@layerkit/artifact/definition';
import { outputRootIn, projectRootIn } from '@layerkit/executors';
import type { ExecutorContext } from '@nx/devkit';

/** The function that an executor runs for. */
export interface FunctionProject {
  readonly name: string;
  readonly projectRoot: string;
  readonly outputRoot: string;
  readonly definition: FunctionDefinition;
}

/**
 * Reads the function of the project in Nx’s context.
 * @throws LayerkitError definition/not-found, definition/invalid
 */
export const openFunctionProject = async (context: ExecutorContext): Promise<FunctionProject> => {
  const name = context.projectName ?? '';
  const projectRoot = join(context.root, projectRootIn(context));
  await refuseTwoDefinitions(context.root, projectRootIn(context), 'function.json');
  const definition = await readFunctionDefinition(projectRoot);
  return { name, projectRoot, outputRoot: outputRootIn(context), definition };
};
