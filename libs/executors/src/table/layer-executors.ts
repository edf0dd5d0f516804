import type { Executor } from './executor.ts';

/** The executors of @layerkit/layer, in the order in which they run. */
export const layerExecutors = {
  lock: {
    description: "Locks the layer's requirements, with one lock file for each target.",
    needs: 'requirements',
    target: { cache: false },
  },
  outdated: {
    description: 'Lists the pins that have newer versions, and how these would change the size.',
    needs: 'requirements',
    target: { cache: false },
  },
  imports: {
    description: 'Records the modules that the entry modules import, so that build compiles only those.',
    needs: 'entry-modules',
    target: { cache: false },
  },
  build: {
    description: "Builds layer.zip and manifest.json for each target from its lock and the layer's own code.",
    target: {
      cache: true,
      inputs: ['layerkit', { externalDependencies: ['@layerkit/layer'] }],
      outputs: [
        '{workspaceRoot}/dist/{projectRoot}/*/layer.zip',
        '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
        '{workspaceRoot}/dist/{projectRoot}/*/inputs.json',
      ],
    },
  },
  inspect: {
    description:
      'Reports what is in the built layer, what it costs, and its findings. Fails if a finding is an error.',
    target: { cache: false, dependsOn: ['build'] },
  },
  why: {
    description:
      'Shows which requirements bring a package into the layer, and what it costs. Without a package, it shows what each requirement costs.',
    target: { cache: false, dependsOn: ['build'] },
  },
  verify: {
    description: "Imports the built layer's modules in the target's interpreter, on this host or on Lambda.",
    target: { cache: false, dependsOn: ['build'] },
  },
  publish: {
    description: 'Publishes the built layer as a layer version, unless a live version has the same content.',
    target: { cache: false, dependsOn: ['verify'] },
  },
} satisfies Readonly<Record<string, Executor>>;
