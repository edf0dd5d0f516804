import { parseLayerDefinition } from '@layerkit/artifact';
import { addProject, refuseConflicts } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import type { NewLayer } from './add-layer-project.ts';
import { layerTargets } from './layer-targets.ts';

export interface PresentLayer extends NewLayer {
  /** The text of its layer.json. */
  readonly present: string;
  /** Whether Nx knows it. */
  readonly isProject: boolean;
}

/**
 * Makes sure that a layer which is there already is what was asked for, as far as something was said. A layer.json that
 * lies in no project yet becomes one.
 * @throws LayerkitError workspace/conflict, definition/invalid
 */
export const keepLayer = async (tree: Tree, layer: PresentLayer): Promise<void> => {
  const has = await parseLayerDefinition(layer.present, `${layer.root}/layer.json`);
  refuseConflicts(layer.name, [
    { option: 'layerName', has: has.layerName, wanted: layer.layerName },
    { option: 'runtime', has: has.runtimes, wanted: layer.runtimes },
    { option: 'architectures', has: has.architectures, wanted: layer.architectures },
    { option: 'sources', has: has.sources, wanted: layer.sources },
    {
      option: 'requirements',
      has: requirementsIn(tree, layer.root, has.requirements),
      wanted: layer.requirements && plainLines(layer.requirements),
    },
  ]);
  if (layer.isProject || layer.inferred) return;
  addProject(tree, {
    name: layer.name,
    root: layer.root,
    plugin: 'layer',
    targets: layerTargets(has),
    files: {},
  });
};

/** The lines of the requirements file; what it is, where it is none. */
const requirementsIn = (
  tree: Tree,
  root: string,
  named: string | { readonly file: string } | undefined,
): readonly string[] | string | undefined => {
  if (typeof named === 'object') return `what ${named.file} says`;
  if (named === undefined) return undefined;
  return plainLines((tree.read(`${root}/${named}`, 'utf8') ?? '').split(/\r?\n/));
};

/** Without comments and empty lines. */
const plainLines = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/(?:^|\s)#.*$/, '').trim()).filter((line) => line !== '');
