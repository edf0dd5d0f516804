import { parseLayerDefinition } from '@layerkit/artifact';
import { refuseConflicts } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import type { WantedLayer } from './wanted-layer.ts';

export interface PresentLayer extends WantedLayer {
  readonly root: string;
  /** The text of its layer.json. */
  readonly present: string;
}

/**
 * Makes sure that a layer which is there already is what was asked for, as far as something was said.
 * @throws LayerkitError workspace/conflict, definition/invalid
 */
export const checkPresentLayer = (tree: Tree, layer: PresentLayer): void => {
  const has = parseLayerDefinition(layer.present, `${layer.root}/layer.json`);
  refuseConflicts(layer.name, [
    { option: 'layerName', has: has.layerName, wanted: layer.layerName },
    { option: 'runtime', has: has.runtimes, wanted: layer.runtimes },
    { option: 'architectures', has: has.architectures, wanted: layer.architectures },
    { option: 'sources', has: has.sources, wanted: layer.sources },
    {
      option: 'requirements',
      has: requirementsIn(tree, layer.root, has.requirements),
      wanted: layer.requirements,
    },
  ]);
};

/** The lines of the requirements file; what it is, where it is none. */
const requirementsIn = (
  tree: Tree,
  root: string,
  named: string | { readonly file: string } | undefined,
): readonly string[] | string | undefined => {
  if (typeof named === 'object') return `what ${named.file} says`;
  if (named === undefined) return undefined;
  const text = tree.read(`${root}/${named}`, 'utf8') ?? '';
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
};
