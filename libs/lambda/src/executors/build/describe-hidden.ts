import type { FunctionArtifact } from '@layerkit/artifact';
import { hiddenModules } from '@layerkit/packaging';
import type { ExecutorContext } from '@nx/devkit';
import { layersBuiltSoFar } from '../../project/attached-layers.ts';
import type { ProjectFunction } from '../../project/project-functions.ts';

/**
 * Returns a warning for each module of the function’s layers that its own code hides. Compares with the layers that
 * are built; the manifest does not have these warnings, because it must not depend on other projects.
 */
export const describeHidden = async (
  one: Pick<ProjectFunction, 'definition'>,
  artifact: FunctionArtifact,
  context: ExecutorContext,
): Promise<readonly string[]> => {
  const layers = await layersBuiltSoFar(one, context);
  return (await hiddenModules(artifact, layers ?? [])).map(
    ({ module, layer }) =>
      `warning: the function’s ${module} hides ${module} of the layer ${layer}: /var/task comes before /opt/python on sys.path; rename it, unless you intend this`,
  );
};
