import { join } from 'node:path';
import { layerNamesOf, readLayerDefinition } from '@layerkit/artifact/definition';
import { isLayerkitError } from '@layerkit/failure';
import type { ExecutorContext } from '@nx/devkit';
import type { LayerProject } from './layer-project.ts';

/**
 * Returns a warning for each other project whose layer has the same name on AWS, on any target. This may be
 * intended, for example for another account. Reads every layer.json of the workspace and skips those that
 * can’t be read.
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
          `warning: the layer name “${each}” is also used by the project ${other}: both publish versions of one layer, and the newest version is from the project that published last. Give one of them another layerName.`,
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
