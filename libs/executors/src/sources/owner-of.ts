/**
 * Returns the name of the project that a folder belongs to, relative to the workspace. The project in the root of the
 * workspace owns only itself: by an edge to it, any file without a project would affect the function or layer.
 */
export const ownerOf = (
  folder: string,
  projects: Readonly<Record<string, { readonly root: string }>>,
): string | undefined => {
  const owners = Object.entries(projects)
    .filter(([, { root }]) => folder === root || folder.startsWith(`${root}/`))
    .sort(([, one], [, other]) => other.root.length - one.root.length);
  return owners[0]?.[0];
};
