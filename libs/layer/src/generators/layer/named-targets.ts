import { posix } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import { requirementsKindOf } from '@layerkit/artifact/requirements-kinds';
import { namedTargets } from '@layerkit/executors/table';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;
type Contents = Pick<LayerDefinition, 'requirements' | 'sources'>;

/**
 * Returns the Nx targets for the project.json of a layer. Their defaults are in nx.json.
 * @param root folder of the project, relative to the workspace’s root
 */
export const layerTargets = ({ requirements, sources }: Contents, root: string): Targets => {
  const locked = requirements === undefined ? [] : (['requirements'] as const);
  const targets = namedTargets('layer', ['entry-modules', ...locked]);
  return { ...targets, build: { ...targets['build'], ...ownInputs({ requirements, sources }, root) } };
};

/**
 * Returns the inputs of build if they differ from the defaults: if the own code is the whole folder, which
 * includes its README, or if the requirements file is outside the project.
 */
const ownInputs = (
  { requirements, sources }: Contents,
  root: string,
): Pick<TargetConfiguration, 'inputs'> => {
  const file = typeof requirements === 'object' ? requirements.file : '';
  const outside = file.startsWith('../')
    ? readWith(file).map((path) => `{workspaceRoot}/${posix.join(root, path)}`)
    : [];
  if (sources !== '.' && outside.length === 0) return {};
  const own = sources === '.' ? '{projectRoot}/**/*' : 'layerkit';
  return { inputs: [own, ...outside, { externalDependencies: ['@layerkit/layer'] }] };
};

/** Returns a requirements file and those that are read with it. A pyproject.toml is seldom one of Poetry. */
const readWith = (file: string): readonly string[] => {
  const { name, besides } = requirementsKindOf(file);
  const others = name === 'pyproject' ? [] : besides.map((one) => posix.join(posix.dirname(file), one));
  return [...new Set([file, ...others])];
};
