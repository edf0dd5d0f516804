import type { TargetConfiguration } from '@nx/devkit';
import { buildInputs, isInstalled } from './build-inputs.ts';
import type { LayerFacts } from './layer-facts.ts';

/** The targets of a layer, each complete: nothing has to stand in nx.json. */
export const layerTargets = (facts: LayerFacts): Readonly<Record<string, TargetConfiguration>> => ({
  ...(facts.lockInputs.length === 0 ? {} : { lock: running('lock'), outdated: running('outdated') }),
  ...(facts.recordsImports ? { imports: running('imports') } : {}),
  build: {
    ...running('build'),
    cache: isInstalled,
    inputs: buildInputs(facts),
    outputs: [
      '{workspaceRoot}/dist/{projectRoot}/*/layer.zip',
      '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
      '{workspaceRoot}/dist/{projectRoot}/*/inputs.json',
    ],
  },
  inspect: { ...running('inspect'), dependsOn: ['build'] },
  why: { ...running('why'), dependsOn: ['build'] },
  verify: { ...running('verify'), dependsOn: ['build'] },
  publish: { ...running('publish'), dependsOn: ['verify'] },
});

const running = (executor: keyof typeof descriptions): TargetConfiguration => ({
  executor: `@layerkit/layer:${executor}`,
  metadata: { description: descriptions[executor], technologies: ['python', 'aws-lambda'] },
});

const descriptions = {
  lock: 'Pins the requirements for each target',
  imports: 'Records what the entry modules import',
  build: 'Builds layer.zip and manifest.json for each target',
  outdated: 'Names the pins that have newer versions',
  why: 'Names the requirements that bring a package in',
  inspect: 'Says what is in the built layer, and what is wrong with it',
  verify: 'Imports the built layer’s modules in the target’s own Python',
  publish: 'Publishes the built layer, unless a live version has the same content',
} as const;
