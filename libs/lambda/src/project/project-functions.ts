import { join } from 'node:path';
import {
  readFunctionsDefinition,
  refuseTwoDefinitions,
  type NamedFunction,
} from '@layerkit/artifact/definition';
import { outputRootIn, projectRootIn } from '@layerkit/executors';
import { namedFolders } from '@layerkit/executors/sources';
import { shareZips, type SharedZip } from '@layerkit/packaging';
import type { ExecutorContext } from '@nx/devkit';
import { chooseFunctions } from './choose-functions.ts';

/** A function of a project. */
export interface ProjectFunction extends NamedFunction {
  /** The Nx project. */
  readonly project: string;
  /** The folder of its results: that of the project, or its own one if function.json has a table. */
  readonly outputRoot: string;
  /** The folder of its zip, which other functions of the project may share. */
  readonly directory: string;
}

export interface FunctionsProject {
  readonly project: string;
  readonly projectRoot: string;
  readonly outputRoot: string;
  /** Whether function.json has a table of functions. */
  readonly isTable: boolean;
  /** The zips of all functions. */
  readonly zips: readonly SharedZip<ProjectFunction>[];
  /** All functions, or those that `only` names, in the order of function.json. */
  readonly functions: readonly ProjectFunction[];
}

/** `only` of an executor: names of functions, separated by commas. */
export interface FunctionChoice {
  readonly only?: string | undefined;
}

/**
 * Reads the functions of the project in Nx’s context.
 * @throws LayerkitError definition/not-found, definition/invalid, function/unknown
 */
export const openFunctions = async (
  context: ExecutorContext,
  { only }: FunctionChoice = {},
): Promise<FunctionsProject> => {
  const project = context.projectName ?? '';
  const root = projectRootIn(context);
  const projectRoot = join(context.root, root);
  await refuseTwoDefinitions(context.root, root, 'function.json');
  const { isTable, functions } = await readFunctionsDefinition(projectRoot);
  const outputRoot = outputRootIn(context);
  const located = await Promise.all(functions.map((one) => withFolders(one, context)));
  const zips = shareZips(located, outputRoot).map(({ directory, functions: [first, ...others] }) => {
    const placed = (one: NamedFunction): ProjectFunction => {
      const own = isTable ? join(outputRoot, 'functions', one.name) : outputRoot;
      return { ...one, project, outputRoot: own, directory };
    };
    return { directory, functions: [placed(first), ...others.map(placed)] as const };
  });
  const placed = zips.flatMap((zip) => zip.functions);
  const inOrder = functions.flatMap(({ name }) => placed.filter((one) => one.name === name));
  const chosen = chooseFunctions(inOrder, only);
  return { project, projectRoot, outputRoot, isTable, zips, functions: chosen };
};

/** Replaces Nx projects among `sources` by their folders. */
const withFolders = async (
  { name, definition }: NamedFunction,
  context: ExecutorContext,
): Promise<NamedFunction> => {
  const { projects } = context.projectsConfigurations;
  const sources = await namedFolders([definition.sources].flat(), {
    workspaceRoot: context.root,
    root: projectRootIn(context),
    roots: new Map(Object.entries(projects).map(([project, { root }]) => [project, root])),
  });
  return { name, definition: { ...definition, sources } };
};
