import { relative } from 'node:path';
import { writeResult } from '@layerkit/artifact/results';
import { openDownloadProgress } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { recordImports } from '@layerkit/packaging';
import { openLayerProject } from '../../project/layer-project.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { describeImports } from './describe-imports.ts';
import type { ImportsExecutorOptions } from './schema.d.ts';

export default async function imports(options: ImportsExecutorOptions, context: ExecutorContext) {
  const progress = openDownloadProgress();
  const run = { executor: '@layerkit/layer:imports', result: 'imports' } as const;
  const outcome = await runLayerExecutor(context, run, async (say) => {
    const { projectRoot, outputRoot, definition, targets } = await openLayerProject(context, options);
    const recorded = await recordImports({
      projectRoot,
      definition,
      targets,
      offline: options.offline,
      onProgress: progress.update,
    });
    progress.stop();
    const lists = recorded.map(
      ({ path, list, written }) =>
        ({
          target: list.target,
          file: relative(projectRoot, path).replaceAll('\\', '/'),
          status: written ? 'written' : 'unchanged',
          imported: list.files.length,
        }) as const,
    );
    lists.map(describeImports).forEach(say);
    await writeResult(outputRoot, 'imports', { schema: 'layerkit/imports/1', lists });
  });
  progress.stop();
  return outcome;
}
