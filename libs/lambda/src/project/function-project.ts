import { join } from 'node:path';
import {
  outputRootOf,
  readFunctionDefinition,
  refuseTwoDefinitions,
  type FunctionDefinition,
} from '@layerkit/artifact';
import type { ExecutorContext } from '@nx/devkit';

/** The function an executor was started for. */
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
  const projectRoot = join(context.root, rootIn(context));
  await refuseTwoDefinitions(context.root, rootIn(context));
  const definition = await readFunctionDefinition(projectRoot);
  return { name, projectRoot, outputRoot: outputRootIn(context), definition };
};

/** Where the project’s artifacts and results lie. */
export const outputRootIn = (context: ExecutorContext): string => outputRootOf(context.root, rootIn(context));

const rootIn = ({ projectName = '', projectsConfigurations }: ExecutorContext): string =>
  projectsConfigurations.projects[projectName]?.root ?? '';
