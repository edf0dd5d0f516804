import type { Executor } from './executor.ts';

/** The executors of @layerkit/layer, in the order of their work. */
export const layerExecutors = {
  lock: {
    description: "Pins the layer's requirements for each of its targets, one lock file each.",
    needs: 'requirements',
    target: { cache: false },
  },
  outdated: {
    description: 'Says which pins of the lock have newer versions, and what they would do to the size.',
    needs: 'requirements',
    target: { cache: false },
  },
  imports: {
    description: 'Records what the entry modules import, for a build with bytecode of just that.',
    needs: 'entry-modules',
    target: { cache: false },
  },
  build: {
    description: 'Builds layer.zip and manifest.json for each target from its lock and its own sources.',
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
      'Says what the built layer consists of and what is wrong with it; fails where that is an error.',
    target: { cache: false, dependsOn: ['build'] },
  },
  why: {
    description:
      'Says which requirements bring a package into the layer, and what it costs; without a package, what each requirement costs.',
    target: { cache: false, dependsOn: ['build'] },
  },
  verify: {
    description: "Imports the built layer's modules in the target's own interpreter, here or on Lambda.",
    target: { cache: false, dependsOn: ['build'] },
  },
  publish: {
    description: 'Publishes the built layer as a layer version, unless a live version has the same content.',
    target: { cache: false, dependsOn: ['verify'] },
  },
} satisfies Readonly<Record<string, Executor>>;
