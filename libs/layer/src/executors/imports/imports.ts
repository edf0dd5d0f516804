import { recordImports } from '@layerkit/packaging';
import { openDownloadProgress, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openLayerProject } from '../../project/layer-project.ts';
import { describeImports } from './describe-imports.ts';
import type { ImportsExecutorOptions } from './schema.d.ts';

export default async function imports(options: ImportsExecutorOptions, context: ExecutorContext) {
  const progress = openDownloadProgress();
  const success = await reporting(
    async (say) => {
      const { projectRoot, definition, targets } = await openLayerProject(context, options);
      const recorded = await recordImports({
        projectRoot,
        definition,
        targets,
        ...(options.offline === undefined ? {} : { offline: options.offline }),
        onProgress: progress.update,
      });
      progress.stop();
      recorded.map(describeImports).forEach(say);
    },
    { verbose: context.isVerbose },
  );
  progress.stop();
  return { success };
}
