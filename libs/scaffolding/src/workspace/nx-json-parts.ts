import type { NxJsonConfiguration } from '@nx/devkit';

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
