import type { LayerDefinition } from '@layerkit/artifact';
import type { ProjectConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;

/** The targets of a layer project; what they have in common with all others stands in nx.json. */
export const layerTargets = ({
  requirements,
  sources,
}: Pick<LayerDefinition, 'requirements' | 'sources'>): Targets => ({
  ...(requirements === undefined
    ? {}
    : { lock: { executor: '@layerkit/layer:lock' }, outdated: { executor: '@layerkit/layer:outdated' } }),
  imports: { executor: '@layerkit/layer:imports' },
  build: { executor: '@layerkit/layer:build', ...(sources === '.' ? wholeFolder : {}) },
  inspect: { executor: '@layerkit/layer:inspect' },
  why: { executor: '@layerkit/layer:why' },
  verify: { executor: '@layerkit/layer:verify' },
  publish: { executor: '@layerkit/layer:publish' },
});

/** Where the sources are the whole folder, its README is one of them. */
const wholeFolder = {
  inputs: ['{projectRoot}/**/*', { externalDependencies: ['@layerkit/layer'] }],
};
