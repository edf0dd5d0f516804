import { defaultTarget } from '@layerkit/platform-resolution';
import { parseLayerDefinition, type LayerDefinition } from '@layerkit/artifact';
import { addProject, moduleNameFor, refuseTakenNames } from '@layerkit/scaffolding';
import { offsetFromRoot, type Tree } from '@nx/devkit';
import { layerTargets } from './named-targets.ts';
import { statedRequirements } from './requirements-file.ts';
import type { WantedLayer } from './wanted-layer.ts';

export interface NewLayer extends WantedLayer {
  readonly root: string;
  /** Nx finds the targets itself. */
  readonly inferred: boolean;
  /** What comes with a layer that is not new altogether. */
  readonly brought?: Brought | undefined;
}

export interface Brought {
  /** Of layer.json. */
  readonly fields: Pick<LayerDefinition, 'description' | 'licenseInfo'>;
  /** Texts by path below the project; own sources are written by whoever has them. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a new layer’s lock is made from. */
export const requirementsFile = 'requirements.in';

/**
 * Writes the project of a layer: layer.json, requirements.in or a first module, project.json.
 * @throws LayerkitError definition/invalid (a name that AWS would not take, nothing that goes in),
 * workspace/conflict, workspace/name-taken
 */
export const addLayerProject = async (tree: Tree, layer: NewLayer): Promise<void> => {
  const text = definitionText(tree, layer);
  const definition = await parseLayerDefinition(text, `${layer.root}/layer.json`);
  await refuseTakenNames(tree, { definition: 'layer.json', text, root: layer.root });
  addProject(tree, {
    name: layer.name,
    root: layer.root,
    plugin: 'layer',
    targets: layer.inferred ? undefined : layerTargets(definition, layer.root),
    files: {
      'layer.json': text,
      ...(layer.requirements === undefined
        ? {}
        : { [requirementsFile]: layer.requirements.join('\n') + '\n' }),
      ...(layer.brought?.files ?? firstModule(tree, layer, definition)),
    },
  });
};

/** A requirements.in that waits in the folder is meant, too. */
const definitionText = (tree: Tree, layer: NewLayer): string => {
  const { root, requirements, requirementsFrom, sources } = layer;
  const isInOwnFile = requirements !== undefined || tree.exists(`${root}/${requirementsFile}`);
  const stated =
    requirementsFrom === undefined
      ? isInOwnFile
        ? requirementsFile
        : undefined
      : statedRequirements(root, requirementsFrom);
  const definition = {
    $schema: `${offsetFromRoot(root)}node_modules/@layerkit/layer/schemas/layer.schema.json`,
    layerName: layer.layerName ?? layer.name,
    ...layer.brought?.fields,
    runtimes: layer.runtimes ?? [defaultTarget.runtime],
    architectures: layer.architectures ?? [defaultTarget.architecture],
    requirements: stated,
    sources,
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
  const module = moduleNameFor({
    project: name,
    runtime: runtimes[0] ?? defaultTarget.runtime,
    suffix: 'layer',
  });
  return { [`${sources}/${module}/__init__.py`]: `"""What functions import from the layer ${name}."""\n` };
};
