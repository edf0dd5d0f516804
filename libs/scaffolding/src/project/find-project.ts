import {
  parseFunctionDefinition,
  parseLayerDefinition,
  type FunctionDefinition,
  type LayerDefinition,
} from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
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
 * The layer project of this name.
 * @throws LayerkitError workspace/unknown-project, definition/invalid
 */
export const findLayer = async (tree: Tree, name: string): Promise<WorkspaceLayer> => {
  const { root, text, path } = await findDefinition(tree, name, 'layer');
  return { name, root, definition: await parseLayerDefinition(text, path) };
};

/**
 * The function project of this name.
 * @throws LayerkitError workspace/unknown-project, definition/invalid
 */
export const findFunction = async (tree: Tree, name: string): Promise<WorkspaceFunction> => {
  const { root, text, path } = await findDefinition(tree, name, 'function');
  return { name, root, definition: await parseFunctionDefinition(text, path) };
};

type Kind = 'layer' | 'function';

const findDefinition = async (tree: Tree, name: string, kind: Kind) => {
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
  /** Of the project of another kind that has the name. */
  readonly root: string | undefined;
  /** All projects of the kind. */
  readonly known: readonly string[];
}

const unknownProject = ({ name, kind, root, known }: Unknown): LayerkitError =>
  new LayerkitError({
    code: 'workspace/unknown-project',
    message:
      root === undefined
        ? `there is no project “${name}” in this workspace`
        : `the project “${name}” in ${root} is no ${kind}: it has no ${kind}.json`,
    hint:
      known.length === 0
        ? `There is no ${kind} in this workspace yet: nx g ${generators[kind]} makes one.`
        : `Here ${known.length === 1 ? `there is one ${kind}` : `the ${kind}s are`}: ${known.join(', ')}.`,
  });

const generators: Readonly<Record<Kind, string>> = {
  layer: '@layerkit/layer:layer',
  function: '@layerkit/lambda:function',
};
