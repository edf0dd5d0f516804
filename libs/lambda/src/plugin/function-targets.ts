import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';

/**
 * The targets of a function, each complete: nothing has to stand in nx.json.
 * @param sources folder of its code, relative to the project
 */
export const functionTargets = (sources: string): Readonly<Record<string, TargetConfiguration>> => ({
  build: {
    ...running('build'),
    cache: isInstalled,
    inputs: [
      '{projectRoot}/function.json',
      posix.join('{projectRoot}', sources, '**/*'),
      // of a whole project build leaves it out
      ...(/^\.\/?$/.test(posix.normalize(sources)) ? ['!{projectRoot}/README.md'] : []),
      { externalDependencies: isInstalled ? ['@layerkit/lambda'] : [] },
    ],
    outputs: [
      '{workspaceRoot}/dist/{projectRoot}/*/function.zip',
      '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
    ],
  },
  deploy: {
    ...running('deploy'),
    dependsOn: ['build', { target: 'publish', dependencies: true, params: 'forward' }],
  },
  smoke: { ...running('smoke'), dependsOn: [{ target: 'deploy', params: 'forward' }] },
});

/**
 * Whether this code comes from an installed package. As a project of the workspace, as in layerkit’s own clone, it may
 * change without its version; Nx hashes no code of executors, so nothing is cached then.
 */
const isInstalled = /[\\/]node_modules[\\/]/.test(import.meta.url);

const running = (executor: keyof typeof descriptions): TargetConfiguration => ({
  executor: `@layerkit/lambda:${executor}`,
  metadata: { description: descriptions[executor], technologies: ['python', 'aws-lambda'] },
});

const descriptions = {
  build: 'Builds function.zip and manifest.json from the function’s own sources',
  deploy: 'Creates or updates the function, with its layers in order',
  smoke: 'Invokes the deployed function and checks what it answers',
} as const;
