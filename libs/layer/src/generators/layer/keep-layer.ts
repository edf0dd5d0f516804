import { parseLayerDefinition, type LayerDefinition } from '@layerkit/artifact/definition';
import { addProject, refuseConflicts, requirementsField, type Fact } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import type { NewLayer } from './add-layer-project.ts';
import { foldersOfCode } from './folders-of-code.ts';
import { layerTargets } from './named-targets.ts';

export interface PresentLayer extends NewLayer {
  /** The text of its layer.json. */
  readonly present: string;
  /** Whether Nx knows the project. */
  readonly isProject: boolean;
}

/**
 * Checks that an existing layer has the values of the options that were given. Makes a project of a layer.json that has none
 * yet.
 * @throws LayerkitError workspace/conflict, definition/invalid
 */
export const keepLayer = async (tree: Tree, layer: PresentLayer): Promise<void> => {
  const has = await parseLayerDefinition(layer.present, `${layer.root}/layer.json`);
  refuseConflicts(layer.name, [
    { option: 'layerName', has: has.layerName, wanted: layer.layerName },
    { option: 'runtime', has: has.runtimes, wanted: layer.runtimes },
    { option: 'architectures', has: has.architectures, wanted: layer.architectures },
    { option: 'sources', has: has.sources, wanted: layer.sources },
    requirementsFact(tree, layer, has.requirements),
  ]);
  if (layer.isProject) return;
  const { root } = layer;
  addProject(tree, {
    name: layer.name,
    root,
    plugin: 'layer',
    targets: layer.inferred
      ? undefined
      : layerTargets(has, { root, folders: await foldersOfCode(tree, root, has) }),
    files: {},
  });
};

type Stated = LayerDefinition['requirements'];

/** Compares a file with the one that layer.json names, and packages with the lines of that file. */
const requirementsFact = (tree: Tree, layer: PresentLayer, has: Stated): Fact => {
  const { root, requirements, requirementsFrom } = layer;
  const option = 'requirements';
  return requirementsFrom === undefined
    ? { option, has: requirementsIn(tree, root, has), wanted: requirements && plainLines(requirements) }
    : { option, has: shown(has), wanted: shown(requirementsField(root, requirementsFrom)) };
};

const shown = (stated: Stated): readonly string[] | undefined =>
  typeof stated === 'object'
    ? [
        stated.file,
        ...(stated.extras ?? []).map((name) => `extra ${name}`),
        ...(stated.groups ?? []).map((name) => `group ${name}`),
      ]
    : stated === undefined
      ? undefined
      : [stated];

/** Returns the lines of the requirements file, or a description of another file. */
const requirementsIn = (tree: Tree, root: string, named: Stated): readonly string[] | string | undefined => {
  if (typeof named === 'object') return `the requirements of ${named.file}`;
  if (named === undefined) return undefined;
  return plainLines((tree.read(`${root}/${named}`, 'utf8') ?? '').split(/\r?\n/));
};

/** Returns the lines without comments and empty ones. */
const plainLines = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/(?:^|\s)#.*$/, '').trim()).filter((line) => line !== '');
