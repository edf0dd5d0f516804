import { join, posix } from 'node:path';
import type { DefinitionFields } from '@layerkit/artifact/definition-files';
import { filesNamedBy, findInputFiles, mayNameLocals } from '@layerkit/executors/table';

/** The facts of a function.json that decide its Nx targets, their inputs and its edges. */
export interface FunctionFacts {
  /** Folder of the own code, relative to the project. */
  readonly sources: string;
  /** The layers, as function.json names them. */
  readonly layers: readonly string[];
  /** Files that its lock is made from, relative to the workspace; none if it has no requirements. */
  readonly lockInputs: readonly string[];
  /** Folders of the workspace’s packages in its requirements, relative to the workspace. */
  readonly locals: readonly string[];
}

/** Returns the facts in the fields of a function.json without validating them: the executors report every invalid field. */
export const functionFacts = async (
  workspaceRoot: string,
  root: string,
  { sources, layers, requirements, constraints }: DefinitionFields,
): Promise<FunctionFacts> => {
  const named = filesNamedBy(requirements);
  const limits = named.length === 0 ? [] : filesNamedBy(constraints);
  const lockInputs = await findInputFiles(workspaceRoot, root, [...named, ...limits]);
  return {
    sources: typeof sources === 'string' ? sources : 'src',
    layers: Array.isArray(layers) ? layers.filter((layer) => typeof layer === 'string') : [],
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
