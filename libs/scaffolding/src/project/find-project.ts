import {
  parseFunctionDefinition,
  parseLayerDefinition,
  type FunctionDefinition,
  type LayerDefinition,
} from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { getProjects, globAsync, type Tree } from '@nx/devkit';

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
  return { name, root, definition: parseLayerDefinition(text, path) };
};

/**
 * The function project of this name.
 * @throws LayerkitError workspace/unknown-project, definition/invalid
 */
export const findFunction = async (tree: Tree, name: string): Promise<WorkspaceFunction> => {
  const { root, text, path } = await findDefinition(tree, name, 'function');
  return { name, root, definition: parseFunctionDefinition(text, path) };
};

type Kind = 'layer' | 'function';

const findDefinition = async (tree: Tree, name: string, kind: Kind) => {
  const roots = await rootsOf(tree, kind);
  const root = roots.get(name);
  if (root === undefined) throw unknownProject(tree, { name, kind, known: [...roots.keys()] });
  const path = `${root}/${kind}.json`;
  return { root, path, text: tree.read(path, 'utf8') ?? '' };
};

/** Every project with a definition; one that only a graph plugin makes a project has its folder’s name. */
const rootsOf = async (tree: Tree, kind: Kind): Promise<ReadonlyMap<string, string>> => {
  const names = new Map([...getProjects(tree)].map(([name, { root }]) => [root, name]));
  const files = await globAsync(tree, [`**/${kind}.json`]);
  return new Map(
    files.toSorted().map((file) => {
      const root = file.slice(0, -`/${kind}.json`.length);
      return [names.get(root) ?? root.slice(root.lastIndexOf('/') + 1), root];
    }),
  );
};

const unknownProject = (
  tree: Tree,
  { name, kind, known }: { readonly name: string; readonly kind: Kind; readonly known: readonly string[] },
): LayerkitError => {
  const other = getProjects(tree).get(name)?.root;
  return new LayerkitError({
    code: 'workspace/unknown-project',
    message:
      other === undefined
        ? `there is no project “${name}” in this workspace`
        : `the project “${name}” in ${other} is no ${kind}: it has no ${kind}.json`,
    hint:
      known.length === 0
        ? `There is no ${kind} in this workspace yet: nx g ${generators[kind]} makes one.`
        : `Here ${known.length === 1 ? `there is one ${kind}` : `the ${kind}s are`}: ${known.join(', ')}.`,
  });
};

const generators: Readonly<Record<Kind, string>> = {
  layer: '@layerkit/layer:layer',
  function: '@layerkit/lambda:function',
};
