import type { LayerDefinition } from '@layerkit/artifact/definition';
import { namedFolders, type SourcesPlace } from '@layerkit/executors/sources';

/** Returns the definition with a folder for each Nx project that `sources` names. */
export const withNamedSources = async (
  definition: LayerDefinition,
  place: SourcesPlace,
): Promise<LayerDefinition> => {
  const { sources } = definition;
  if (sources === undefined) return definition;
  const folders = await namedFolders([sources].flat(), place);
  return { ...definition, sources: typeof sources === 'string' ? (folders[0] ?? sources) : folders };
};
