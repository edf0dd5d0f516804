import { completeTargets, type Need } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';
import { buildInputs } from './build-inputs.ts';
import type { LayerFacts } from '../facts/layer-facts.ts';

/**
 * Returns the Nx targets of a layer that Nx finds by its layer.json. They need no defaults in nx.json.
 * @param root folder of the project, relative to the workspace
 * @param providerRoots folders of the layers that have packages of it
 */
export const inferredTargets = (
  facts: LayerFacts,
  root: string,
  providerRoots: readonly string[] = [],
): Readonly<Record<string, TargetConfiguration>> => {
  const targets = completeTargets('layer', needsMet(facts));
  return {
    ...targets,
    build: { ...targets['build'], inputs: buildInputs(facts, root, providerRoots) },
    verify: withBuildsOf(facts.providers, targets['verify'] ?? {}),
  };
};

/** verify imports the layer together with the builds of other layers. */
const withBuildsOf = (providers: readonly string[], verify: TargetConfiguration): TargetConfiguration =>
  providers.length === 0
    ? verify
    : {
        ...verify,
        dependsOn: [...(verify.dependsOn ?? []), { target: 'build', projects: [...providers] }],
      };

const needsMet = ({ lockInputs, recordsImports }: LayerFacts): readonly Need[] => [
  ...(lockInputs.length === 0 ? [] : (['requirements'] as const)),
  ...(recordsImports ? (['entry-modules'] as const) : []),
];
