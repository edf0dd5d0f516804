import type { NxJsonConfiguration } from '@nx/devkit';

/**
 * Everything that can go into an artifact is in its project’s folder: definition, lock, own code. Markdown
 * files next to them do not count. If the own code is the whole folder, the project’s Nx target overrides
 * these inputs.
 */
export const namedInputs: NonNullable<NxJsonConfiguration['namedInputs']> = {
  layerkit: ['{projectRoot}/**/*', '!{projectRoot}/*.md'],
};

/** Otherwise `nx affected` takes each change of npm’s lock file for a change of every project. */
export const pluginsConfig: NonNullable<NxJsonConfiguration['pluginsConfig']> = {
  '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' },
};
