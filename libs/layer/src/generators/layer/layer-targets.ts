import { posix } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;
type Contents = Pick<LayerDefinition, 'requirements' | 'sources'>;

/**
 * The targets of a layer project; what they have in common with all others stands in nx.json.
 * @param root from the workspace’s root
 */
export const layerTargets = ({ requirements, sources }: Contents, root: string): Targets => ({
  ...(requirements === undefined
    ? {}
    : { lock: { executor: '@layerkit/layer:lock' }, outdated: { executor: '@layerkit/layer:outdated' } }),
  imports: { executor: '@layerkit/layer:imports' },
  build: { executor: '@layerkit/layer:build', ...inputsOf({ requirements, sources }, root) },
  inspect: { executor: '@layerkit/layer:inspect' },
  why: { executor: '@layerkit/layer:why' },
  verify: { executor: '@layerkit/layer:verify' },
  publish: { executor: '@layerkit/layer:publish' },
});

/**
 * What a build depends on, where that is not the usual: with the whole folder as sources, its README is one of them; a
 * requirements file elsewhere Nx knows nothing of.
 */
const inputsOf = ({ requirements, sources }: Contents, root: string): Pick<TargetConfiguration, 'inputs'> => {
  const file = typeof requirements === 'object' ? requirements.file : '';
  const outside = file.startsWith('../') ? [`{workspaceRoot}/${posix.join(root, file)}`] : [];
  if (sources !== '.' && outside.length === 0) return {};
  const own = sources === '.' ? '{projectRoot}/**/*' : 'layerkit';
  return { inputs: [own, ...outside, { externalDependencies: ['@layerkit/layer'] }] };
};
