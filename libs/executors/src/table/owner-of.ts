import type { CreateDependenciesContext } from '@nx/devkit';

/**
 * Returns the project that a folder belongs to. The project in the root of the workspace owns only itself: by an edge, any
 * file without a project would affect the dependent one.
 */
export const ownerOf = (
  folder: string,
  projects: CreateDependenciesContext['projects'],
): string | undefined => {
  const owners = Object.entries(projects)
    .filter(([, { root }]) => folder === root || folder.startsWith(`${root}/`))
    .sort(([, one], [, other]) => other.root.length - one.root.length);
  return owners[0]?.[0];
};
