import {
  parseFunctionDefinition,
  parseLayerDefinition,
  type FunctionDefinition,
  type LayerDefinition,
} from '@layerkit/artifact/definition';
import { LayerkitError } from '@layerkit/failure';
import { isLayerArn } from '@layerkit/platform-resolution/layer-arns';
import type { Tree } from '@nx/devkit';
import { projectRoots } from './project-roots.ts';

export interface WorkspaceLayer {
  readonly name: string;
  readonly root: string;
  readonly definition: LayerDefinition;
}

export interface WorkspaceFunction {
  readonly name: string;
  readonly root: string;
  readonly definition: FunctionDefinition;
}

/**
 * Finds the layer project with this name.
 * @throws LayerkitError workspace/unknown-project, definition/invalid
 */
const findLayerProject = async (tree: Tree, name: string): Promise<WorkspaceLayer> => {
  const { root, text, path } = await findDefinition(tree, name, 'layer');
  return { name, root, definition: await parseLayerDefinition(text, path) };
};

/**
 * Finds the layer projects among the layers of a function. Leaves out third-party layers, which are ARNs.
 * @throws LayerkitError workspace/unknown-project, definition/invalid
 */
export const findLayerProjects = (
  tree: Tree,
  layers: readonly string[],
): Promise<readonly WorkspaceLayer[]> =>
  Promise.all(layers.filter((name) => !isLayerArn(name)).map((name) => findLayerProject(tree, name)));

/** A project with a function.json, unparsed. */
export interface DefinedProject {
  readonly root: string;
  readonly text: string;
  /** The path of its function.json. */
  readonly path: string;
}

/**
 * Finds the project with this name that has a function.json, with one function or several.
 * @throws LayerkitError workspace/unknown-project
 */
export const findDefinedFunctions = (tree: Tree, name: string): Promise<DefinedProject> =>
  findDefinition(tree, name, 'function');

/**
 * Finds the function project with this name.
 * @throws LayerkitError workspace/unknown-project, definition/invalid
 */
export const findFunctionProject = async (tree: Tree, name: string): Promise<WorkspaceFunction> => {
  const { root, text, path } = await findDefinition(tree, name, 'function');
  return { name, root, definition: await parseFunctionDefinition(text, path) };
};

type Kind = 'layer' | 'function';

const findDefinition = async (tree: Tree, name: string, kind: Kind): Promise<DefinedProject> => {
  const roots = await projectRoots(tree);
  const root = roots.get(name);
  const path = `${root ?? ''}/${kind}.json`;
  const text = root === undefined ? null : tree.read(path, 'utf8');
  if (root !== undefined && text !== null) return { root, path, text };
  const known = [...roots].filter(([, folder]) => tree.exists(`${folder}/${kind}.json`));
  throw unknownProject({ name, kind, root, known: known.map(([other]) => other).toSorted() });
};

interface Unknown {
  readonly name: string;
  readonly kind: Kind;
  /** The folder of the project of another kind that has this name. */
  readonly root: string | undefined;
  /** The names of all projects of this kind. */
  readonly known: readonly string[];
}

const unknownProject = ({ name, kind, root, known }: Unknown): LayerkitError =>
  new LayerkitError({
    code: 'workspace/unknown-project',
    message:
      root === undefined
        ? `there is no project “${name}” in this workspace`
        : `the project “${name}” in ${root} is not a ${kind}: it has no ${kind}.json`,
    hint:
      known.length === 0
        ? `Run nx g ${generators[kind]} to create one: this workspace has no ${kind} yet.`
        : `Use a ${kind} of this workspace: ${known.join(', ')}.`,
  });

const generators: Readonly<Record<Kind, string>> = {
  layer: '@layerkit/layer:layer',
  function: '@layerkit/lambda:function',
};
