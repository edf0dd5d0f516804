import { completeTargets, type Need } from '@layerkit/executors/table';
import type { TargetConfiguration } from '@nx/devkit';
import { buildInputs } from './build-inputs.ts';
import type { LayerFacts } from '../facts/layer-facts.ts';

/** Returns the Nx targets of a layer that Nx finds by its layer.json. They need no defaults in nx.json. */
export const inferredTargets = (
  facts: LayerFacts,
  root: string,
): Readonly<Record<string, TargetConfiguration>> => {
  const targets = completeTargets('layer', needsMet(facts));
  return { ...targets, build: { ...targets['build'], inputs: buildInputs(facts, root) } };
};

const needsMet = ({ lockInputs, recordsImports }: LayerFacts): readonly Need[] => [
  ...(lockInputs.length === 0 ? [] : (['requirements'] as const)),
  ...(recordsImports ? (['entry-modules'] as const) : []),
];
