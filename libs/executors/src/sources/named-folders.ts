import { access } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** A project, and the roots of all projects by name, relative to the workspace. */
export interface SourcesPlace {
  readonly workspaceRoot: string;
  readonly root: string;
  readonly roots: ReadonlyMap<string, string>;
}

/**
 * Returns a folder for each element of `sources`, which may name an Nx project. A folder of the project comes before an Nx
 * project of the same name.
 */
export const namedFolders = (sources: readonly string[], place: SourcesPlace): Promise<string[]> =>
  Promise.all(sources.map((source) => folderOf(source, place)));

const folderOf = async (source: string, { workspaceRoot, root, roots }: SourcesPlace): Promise<string> => {
  const named = roots.get(source);
  if (named === undefined || (await exists(join(workspaceRoot, root, source)))) return source;
  return posix.relative(root, named) || '.';
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
