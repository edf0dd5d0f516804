import { posix } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact';
import { namedTargets } from '@layerkit/executors/table';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;
type Contents = Pick<LayerDefinition, 'requirements' | 'sources'>;

/**
 * The targets in the project.json of a layer; what they have in common with all others is in nx.json.
 * @param root from the workspace’s root
 */
export const layerTargets = ({ requirements, sources }: Contents, root: string): Targets => {
  const locked = requirements === undefined ? [] : (['requirements'] as const);
  const targets = namedTargets('layer', ['entry-modules', ...locked]);
  return { ...targets, build: { ...targets['build'], ...ownInputs({ requirements, sources }, root) } };
};

/**
 * What a build depends on, where that is not the usual: with the whole folder as sources, its README is one
 * of them; a requirements file elsewhere Nx knows nothing of.
 */
const ownInputs = (
  { requirements, sources }: Contents,
  root: string,
): Pick<TargetConfiguration, 'inputs'> => {
  const file = typeof requirements === 'object' ? requirements.file : '';
  const outside = file.startsWith('../') ? [`{workspaceRoot}/${posix.join(root, file)}`] : [];
  if (sources !== '.' && outside.length === 0) return {};
  const own = sources === '.' ? '{projectRoot}/**/*' : 'layerkit';
  return { inputs: [own, ...outside, { externalDependencies: ['@layerkit/layer'] }] };
};
