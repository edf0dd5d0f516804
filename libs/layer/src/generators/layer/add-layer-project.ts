import { defaultTarget } from '@layerkit/platform-resolution';
import { parseLayerDefinition, type LayerDefinition } from '@layerkit/artifact/definition';
import {
  addProject,
  moduleNameFor,
  projectRoots,
  refuseTakenNames,
  requirementsField,
  schemaReference,
} from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import { foldersOfCode } from './folders-of-code.ts';
import { layerTargets } from './named-targets.ts';

import type { WantedLayer } from './wanted-layer.ts';

export interface NewLayer extends WantedLayer {
  readonly root: string;
  /** Nx infers the targets. */
  readonly inferred: boolean;
  /** The parts that come from an existing layer. */
  readonly brought?: Brought | undefined;
}

export interface Brought {
  /** Fields of layer.json. */
  readonly fields: Pick<LayerDefinition, 'description' | 'licenseInfo'>;
  /** The content of files by path relative to the project. The caller writes own code. */
  readonly files: Readonly<Record<string, string>>;
}

/** The requirements file of a new layer. */
export const requirementsFile = 'requirements.in';

/**
 * Writes the project of a layer: layer.json, requirements.in or a first module, and project.json if Nx can’t infer all of it.
 * @throws LayerkitError definition/invalid (a name that AWS rejects, an empty layer), workspace/conflict,
 * workspace/name-taken
 */
export const addLayerProject = async (tree: Tree, layer: NewLayer): Promise<void> => {
  const text = definitionText(tree, layer);
  const definition = await parseLayerDefinition(text, `${layer.root}/layer.json`);
  await refuseTakenNames(tree, { definition: 'layer.json', text, root: layer.root });
  const folders = layer.inferred ? [] : await foldersOfCode(tree, layer.root, definition);
  addProject(tree, {
    name: layer.name,
    root: layer.root,
    plugin: 'layer',
    targets: layer.inferred ? undefined : layerTargets(definition, { root: layer.root, folders }),
    files: {
      'layer.json': text,
      ...(layer.requirements === undefined
        ? {}
        : { [requirementsFile]: layer.requirements.join('\n') + '\n' }),
      ...(layer.brought?.files ?? (await firstModule(tree, layer, definition))),
    },
  });
};

/** Returns the text of layer.json. It names an existing requirements.in in the folder, too. */
const definitionText = (tree: Tree, layer: NewLayer): string => {
  const { root, requirements, requirementsFrom, sources } = layer;
  const isInOwnFile = requirements !== undefined || tree.exists(`${root}/${requirementsFile}`);
  const stated =
    requirementsFrom === undefined
      ? isInOwnFile
        ? requirementsFile
        : undefined
      : requirementsField(root, requirementsFrom);
  const definition = {
    $schema: schemaReference(tree, root, 'layer'),
    layerName: layer.layerName ?? layer.name,
    ...layer.brought?.fields,
    runtimes: layer.runtimes ?? [defaultTarget.runtime],
    architectures: layer.architectures ?? [defaultTarget.architecture],
    requirements: stated,
    sources: sources?.length === 1 ? sources[0] : sources,
  };
  return `${JSON.stringify(definition, null, 2)}\n`;
};

/** Returns a first module for an empty folder of own code, which could not be built otherwise. */
const firstModule = async (
  tree: Tree,
  { name, root }: NewLayer,
  { sources, runtimes }: LayerDefinition,
): Promise<Readonly<Record<string, string>>> => {
  // Other folders and projects are there already, or build reports them
  if (typeof sources !== 'string' || !isBelow(sources) || tree.children(`${root}/${sources}`).length > 0)
    return {};
  if ((await projectRoots(tree)).has(sources)) return {};
  const module = moduleNameFor({
    project: name,
    runtime: runtimes[0] ?? defaultTarget.runtime,
    suffix: 'layer',
  });
  return {
    [`${sources}/${module}/__init__.py`]: `"""Code that functions import from the layer ${name}."""\n`,
  };
};

const isBelow = (path: string): boolean => !path.split('/').includes('..');
