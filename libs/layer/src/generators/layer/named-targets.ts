import { posix } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import { requirementsKindOf } from '@layerkit/artifact/requirements-kinds';
import { namedTargets } from '@layerkit/executors/table';
import { filesBelow } from '@layerkit/executors/sources';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;
type Contents = Pick<LayerDefinition, 'requirements' | 'sources'>;

/** A layer’s project. */
export interface LayerPlace {
  /** Relative to the workspace’s root. */
  readonly root: string;
  /** Folders of local packages and of other projects whose code the layer contains, relative to the workspace’s root. */
  readonly folders: readonly string[];
}

/** Returns the Nx targets for the project.json of a layer. Their defaults are in nx.json. */
export const layerTargets = ({ requirements, sources }: Contents, place: LayerPlace): Targets => {
  const locked = requirements === undefined ? [] : (['requirements'] as const);
  const targets = namedTargets('layer', ['entry-modules', ...locked]);
  return { ...targets, build: { ...targets['build'], ...ownInputs({ requirements, sources }, place) } };
};

/**
 * Returns the inputs of build if they differ from the defaults: if the own code is the whole folder, which
 * includes its README, or if the requirements file or code is outside the project.
 */
const ownInputs = (
  { requirements, sources }: Contents,
  { root, folders }: LayerPlace,
): Pick<TargetConfiguration, 'inputs'> => {
  const file = typeof requirements === 'object' ? requirements.file : '';
  const outside = file.startsWith('../')
    ? readWith(file).map((path) => `{workspaceRoot}/${posix.join(root, path)}`)
    : [];
  const code = folders.map((folder) => filesBelow(folder, root));
  const isWhole = [sources].flat().includes('.') || code.includes('{projectRoot}/**/*');
  const others = [...new Set(code)].filter((glob) => !glob.startsWith('{projectRoot}'));
  if (!isWhole && outside.length + others.length === 0) return {};
  const own = isWhole ? '{projectRoot}/**/*' : 'layerkit';
  return { inputs: [own, ...outside, ...others, { externalDependencies: ['@layerkit/layer'] }] };
};

/** Returns a requirements file and those that are read with it. A pyproject.toml is seldom one of Poetry. */
const readWith = (file: string): readonly string[] => {
  const { name, besides } = requirementsKindOf(file);
  const others = name === 'pyproject' ? [] : besides.map((one) => posix.join(posix.dirname(file), one));
  return [...new Set([file, ...others])];
};
