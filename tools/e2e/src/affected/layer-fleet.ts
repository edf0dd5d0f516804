import { readLayerDefinition, targetsOf } from '@layerkit/artifact/definition';
import { lockLayer } from '@layerkit/locking';
import { type IndexServer, startIndexServer, testEnvironment, tinyWheel } from '@layerkit/testing-packages';
import type { Workspace } from '../workspace/workspace.ts';
import { addLayer, writeWorkspaceFile } from '../workspace/projects.ts';

/** Many small layers. Each has its own package in two versions, and all share one package. */
export interface LayerFleet {
  readonly layers: readonly string[];
  /** The index on loopback that serves their packages. */
  readonly index: IndexServer;
  /** Changes a layer to the second version of its package, and locks it. */
  upgrade(layer: string): Promise<void>;
}

/** Adds `size` layers to a workspace, locked to the first version. */
export const addLayerFleet = async (workspace: Workspace, size: number): Promise<LayerFleet> => {
  const layers = Array.from({ length: size }, (_, number) => `fleet-${number}`);
  const index = await startIndexServer({
    files: [
      await tinyWheel({ project: 'fleet-common', version: '1.0' }),
      ...(await Promise.all(layers.map((layer) => tinyWheel({ project: `${layer}-own`, version: '1.0' })))),
      ...(await Promise.all(layers.map((layer) => tinyWheel({ project: `${layer}-own`, version: '2.0' })))),
    ],
  });
  const lock = async (layer: string): Promise<void> => {
    const projectRoot = workspace.path(`apps/${layer}`);
    const definition = await readLayerDefinition(projectRoot);
    const env = testEnvironment({ UV_DEFAULT_INDEX: index.url });
    for (const target of targetsOf(definition)) await lockLayer({ projectRoot, definition, target, env });
  };
  for (const layer of layers) {
    const files = { 'requirements.in': requirements(layer, '1.0') };
    await addLayer(workspace, layer, { definition: { requirements: 'requirements.in' }, files });
    await lock(layer);
  }
  return {
    layers,
    index,
    async upgrade(layer) {
      await writeWorkspaceFile(workspace, `apps/${layer}/requirements.in`, requirements(layer, '2.0'));
      await lock(layer);
    },
  };
};

const requirements = (layer: string, version: string): string => `fleet-common\n${layer}-own==${version}\n`;
