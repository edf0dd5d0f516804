import { parseLayerDefinition, type LayerDefinition } from '@layerkit/artifact';
import { addProject, moduleNameFor } from '@layerkit/scaffolding';
import type { Runtime } from '@layerkit/platform-resolution';
import { offsetFromRoot, type Tree } from '@nx/devkit';
import { layerTargets } from './layer-targets.ts';
import type { WantedLayer } from './wanted-layer.ts';

export interface NewLayer extends WantedLayer {
  readonly root: string;
  /** Nx finds the targets itself. */
  readonly inferred: boolean;
}

const defaultRuntime: Runtime = 'python3.13';
const requirementsFile = 'requirements.in';

/**
 * Writes the project of a layer: layer.json, requirements.in or a first module, project.json.
 * @throws LayerkitError definition/invalid (a name that AWS would not take, nothing that goes in), workspace/conflict
 */
export const addLayerProject = (tree: Tree, layer: NewLayer): void => {
  const text = definitionText(tree, layer);
  const definition = parseLayerDefinition(text, `${layer.root}/layer.json`);
  addProject(tree, {
    name: layer.name,
    root: layer.root,
    plugin: 'layer',
    targets: layer.inferred ? undefined : layerTargets(definition),
    files: {
      'layer.json': text,
      ...(layer.requirements === undefined
        ? {}
        : { [requirementsFile]: layer.requirements.join('\n') + '\n' }),
      ...firstModule(tree, layer, definition),
    },
  });
};

/** A requirements.in that waits in the folder is meant, too. */
const definitionText = (tree: Tree, layer: NewLayer): string => {
  const { root, requirements, runtimes = [defaultRuntime], architectures = ['x86_64'], sources } = layer;
  const isLocked = requirements !== undefined || tree.exists(`${root}/${requirementsFile}`);
  const definition = {
    $schema: `${offsetFromRoot(root)}node_modules/@layerkit/layer/schemas/layer.schema.json`,
    layerName: layer.layerName ?? layer.name,
    runtimes,
    architectures,
    ...(isLocked ? { requirements: requirementsFile } : {}),
    ...(sources === undefined ? {} : { sources }),
  };
  return `${JSON.stringify(definition, null, 2)}\n`;
};

/** A folder of sources that is empty could not be built. */
const firstModule = (
  tree: Tree,
  { name, root }: NewLayer,
  { sources, runtimes }: LayerDefinition,
): Readonly<Record<string, string>> => {
  if (sources === undefined || tree.children(`${root}/${sources}`).length > 0) return {};
  const module = moduleNameFor({ project: name, runtime: runtimes[0] ?? defaultRuntime, suffix: 'layer' });
  return { [`${sources}/${module}/__init__.py`]: `"""What functions import from the layer ${name}."""\n` };
};
