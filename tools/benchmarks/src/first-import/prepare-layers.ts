import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LayerArtifact } from '@layerkit/artifact';
import { readLayerDefinition, type LayerDefinition } from '@layerkit/artifact/definition';
import type { BytecodeMode } from '@layerkit/artifact/prune-rules';
import { unpackZip } from '@layerkit/execution-environment';
import type { Target } from '@layerkit/platform-resolution';
import { buildLayer, recordImports } from '@layerkit/packaging';

const modes: readonly BytecodeMode[] = ['none', 'imported', 'all'];

export interface PreparedLayer {
  readonly mode: BytecodeMode;
  readonly artifact: LayerArtifact;
  /** The unpacked layer, as a function on Lambda finds it when it starts. */
  readonly tree: string;
}

export interface Preparation {
  readonly projectRoot: string;
  readonly target: Target;
  readonly entryModules: readonly string[];
  readonly scratch: string;
}

/**
 * Builds the layer in each bytecode mode, below the scratch folder. The project itself does not change.
 * @throws LayerkitError as buildLayer and recordImports do
 */
export const prepareLayers = async (preparation: Preparation): Promise<readonly PreparedLayer[]> => {
  const { target, entryModules, scratch } = preparation;
  const projectRoot = join(scratch, 'project');
  await cp(preparation.projectRoot, projectRoot, { recursive: true });
  const named: LayerDefinition = {
    ...(await readLayerDefinition(projectRoot)),
    entryModules: [...entryModules],
  };
  await recordImports({ projectRoot, definition: named, targets: [target] });
  const layers: PreparedLayer[] = [];
  for (const mode of modes) {
    const outputRoot = join(scratch, mode);
    const definition = { ...named, bytecode: mode };
    const { artifact } = await buildLayer({ projectRoot, definition, target, outputRoot });
    const tree = join(outputRoot, 'tree');
    await mkdir(tree);
    await unpackZip(artifact.zipPath, tree);
    layers.push({ mode, artifact, tree });
  }
  return layers;
};
