import { access } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';

/** A layer’s project, and the roots of all projects by name, relative to the workspace. */
export interface SourcesPlace {
  readonly workspaceRoot: string;
  readonly root: string;
  readonly roots: ReadonlyMap<string, string>;
}

/**
 * Returns the definition with a folder for each Nx project that `sources` names. A folder of the project comes before an Nx
 * project of the same name.
 */
export const withNamedSources = async (
  definition: LayerDefinition,
  place: SourcesPlace,
): Promise<LayerDefinition> => {
  const { sources } = definition;
  if (sources === undefined) return definition;
  const folders = await Promise.all([sources].flat().map((source) => folderOf(source, place)));
  return { ...definition, sources: typeof sources === 'string' ? (folders[0] ?? sources) : folders };
};

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
