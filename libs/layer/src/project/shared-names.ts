import { join } from 'node:path';
import { layerNamesOf, readLayerDefinition } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import type { ExecutorContext } from '@nx/devkit';
import type { LayerProject } from './layer-project.ts';

/**
 * A warning for each other project whose layer has the same name on AWS, on any target. It may be meant, for
 * another account, say. Reads each layer.json of the workspace, and leaves out those that can’t be read.
 */
export const describeSharedNames = async (
  { name, definition }: Pick<LayerProject, 'name' | 'definition'>,
  { root: workspaceRoot, projectsConfigurations }: ExecutorContext,
): Promise<readonly string[]> => {
  const own = new Set(layerNamesOf(definition));
  const others = Object.entries(projectsConfigurations.projects).filter(([other]) => other !== name);
  const warnings = await Promise.all(
    others.map(async ([other, { root }]) => {
      const shared = (await namesIn(join(workspaceRoot, root))).filter((each) => own.has(each));
      return shared.map(
        (each) =>
          `warning: “${each}” is the name of the layer of ${other}, too: both publish versions of one layer, and the newest is whichever was published last. Give one of them another layerName.`,
      );
    }),
  );
  return warnings.flat();
};

const namesIn = async (projectRoot: string): Promise<readonly string[]> => {
  try {
    return layerNamesOf(await readLayerDefinition(projectRoot));
  } catch (error) {
    if (isLayerkitError(error)) return [];
    throw error;
  }
};
