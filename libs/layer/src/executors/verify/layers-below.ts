import { artifactDirectory, readLayerArtifact, type LayerArtifact } from '@layerkit/artifact';
import { providingLayers } from '@layerkit/artifact/manifest';
import type { LayerProject } from '../../project/layer-project.ts';

/**
 * Returns the zips of the layers that have packages of a layer, built for its target.
 * @throws LayerkitError artifact/missing, artifact/invalid
 */
export const layersBelow = (
  { outputRoots }: Pick<LayerProject, 'outputRoots'>,
  { manifest }: LayerArtifact,
): Promise<readonly string[]> =>
  Promise.all(
    providingLayers(manifest).map(async (name) => {
      const directory = artifactDirectory(outputRoots[name] ?? '', manifest.target);
      return (await readLayerArtifact(directory)).zipPath;
    }),
  );
