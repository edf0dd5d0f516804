import type { NxJsonConfiguration } from '@nx/devkit';
import type { Plugin } from './plugin.ts';

type TargetDefaults = NonNullable<NxJsonConfiguration['targetDefaults']>;

/**
 * All that can go into an artifact lies below its project: definition, lock, own sources. A text beside them
 * for people does not; where the whole folder is the sources, the project’s own target has to say so.
 */
export const namedInputs: NonNullable<NxJsonConfiguration['namedInputs']> = {
  layerkit: ['{projectRoot}/**/*', '!{projectRoot}/*.md'],
};

/** Otherwise each change of the lock file of npm counts as one of every project, for `nx affected`. */
export const pluginsConfig: NonNullable<NxJsonConfiguration['pluginsConfig']> = {
  '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' },
};

/** What nx.json has to know of each executor: what counts for the cache, what it leaves, what comes first. */
export const targetDefaults: Readonly<Record<Plugin, TargetDefaults>> = {
  layer: {
    '@layerkit/layer:lock': { cache: false },
    '@layerkit/layer:outdated': { cache: false },
    '@layerkit/layer:imports': { cache: false },
    '@layerkit/layer:build': {
      cache: true,
      inputs: ['layerkit', { externalDependencies: ['@layerkit/layer'] }],
      outputs: [
        '{workspaceRoot}/dist/{projectRoot}/*/layer.zip',
        '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
        '{workspaceRoot}/dist/{projectRoot}/*/inputs.json',
      ],
    },
    '@layerkit/layer:inspect': { cache: false, dependsOn: ['build'] },
    '@layerkit/layer:why': { cache: false, dependsOn: ['build'] },
    '@layerkit/layer:verify': { cache: false, dependsOn: ['build'] },
    '@layerkit/layer:publish': { cache: false, dependsOn: ['verify'] },
  },
  lambda: {
    '@layerkit/lambda:build': {
      cache: true,
      inputs: ['layerkit', '^layerkit', { externalDependencies: ['@layerkit/lambda'] }],
      outputs: [
        '{workspaceRoot}/dist/{projectRoot}/*/function.zip',
        '{workspaceRoot}/dist/{projectRoot}/*/manifest.json',
      ],
    },
    '@layerkit/lambda:deploy': {
      cache: false,
      dependsOn: ['build', { target: 'publish', dependencies: true, params: 'forward' }],
    },
    '@layerkit/lambda:smoke': {
      cache: false,
      dependsOn: [{ target: 'deploy', params: 'forward' }],
    },
  },
};
