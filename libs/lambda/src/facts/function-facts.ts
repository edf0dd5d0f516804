import { join, posix } from 'node:path';
import { isObject, type DefinitionFields } from '@layerkit/artifact/definition-files';
import { projectNamesIn } from '@layerkit/executors/sources';
import { filesNamedBy, findInputFiles, mayNameLocals } from '@layerkit/executors/table';

/** The facts that a function.json states itself: those of all its functions together. */
export interface StatedFacts {
  readonly description: string | undefined;
  /** The runtime of its first function that states one. */
  readonly runtime: string | undefined;
  /** As stated: folders relative to the project, and names of Nx projects. */
  readonly sources: readonly string[];
  /** In the order of function.json: Nx projects and ARNs. */
  readonly layers: readonly string[];
}

/** The facts of a function.json that decide its Nx targets, their inputs and its edges. */
export interface FunctionFacts extends StatedFacts {
  /** Names in `sources` that are not folders of the project, so they may be Nx projects. */
  readonly projects: readonly string[];
  /** Files that its lock is made from, relative to the workspace; none if it has no requirements. */
  readonly lockInputs: readonly string[];
  /** Folders of the workspace’s packages in its requirements, relative to the workspace. */
  readonly locals: readonly string[];
}

/** Returns what a function.json states, without validating its fields: the executors report every invalid field. */
export const functionFacts = (definition: DefinitionFields): StatedFacts => {
  const { functions, description } = definition;
  const own = isObject(functions) ? Object.values(functions).filter(isObject) : [];
  const all = [definition, ...own];
  const isInherited = own.length === 0 || own.some(({ sources }) => sources === undefined);
  const stated = all.map(({ sources }) => textsIn(sources));
  // the defaults’ folder counts only if a function uses it
  const used = isInherited ? stated : stated.slice(1);
  const hasUsual = isInherited && stated[0]?.length === 0;
  return {
    description: typeof description === 'string' ? description : undefined,
    runtime: all.map(({ runtime }) => runtime).find((runtime) => typeof runtime === 'string'),
    sources: [...new Set([...(hasUsual ? ['src'] : []), ...used.flat()])],
    layers: [...new Set(all.flatMap(({ layers }) => (Array.isArray(layers) ? textsIn(layers) : [])))],
  };
};

/** Returns the texts in `"src"` or `["src", "../shared"]`. */
const textsIn = (value: unknown): readonly string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');

/**
 * Returns all facts of a function.json. Reads the files that its requirements name; all its functions share these.
 * @param root folder of the project, relative to the workspace
 */
export const readFunctionFacts = async (
  workspaceRoot: string,
  root: string,
  definition: DefinitionFields,
): Promise<FunctionFacts> => {
  const stated = functionFacts(definition);
  const requirements = filesNamedBy(definition['requirements']);
  const constraints = requirements.length === 0 ? [] : filesNamedBy(definition['constraints']);
  const lockInputs = await findInputFiles(workspaceRoot, root, [...requirements, ...constraints]);
  return {
    ...stated,
    projects: await projectNamesIn(join(workspaceRoot, root), stated.sources),
    lockInputs,
    locals: await foldersOfLocals(workspaceRoot, root, lockInputs),
  };
};

const foldersOfLocals = async (
  workspaceRoot: string,
  root: string,
  files: readonly string[],
): Promise<readonly string[]> => {
  if (!(await mayNameLocals(workspaceRoot, files))) return [];
  // Loaded only here: most functions have no such packages, and every Nx command waits for the graph
  const { foldersOfFunctionLocals } = await import('@layerkit/packaging');
  const folders = await foldersOfFunctionLocals(join(workspaceRoot, root)).catch(() => []);
  return folders.map((folder) => posix.join(root, folder)).filter((folder) => !folder.startsWith('../'));
};
