import type { LayerManifest } from '@layerkit/artifact';
import { buildLayer } from '@layerkit/packaging';
import { openDownloadProgress, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openLayerProject } from '../../project/layer-project.ts';
import { describeBuild, describeBuilds } from './describe-build.ts';
import type { BuildExecutorOptions } from './schema.d.ts';

export default async function build(options: BuildExecutorOptions, context: ExecutorContext) {
  const progress = openDownloadProgress();
  const success = await reporting(
    async (say) => {
      const { projectRoot, outputRoot, definition, targets } = await openLayerProject(context, options);
      const manifests: LayerManifest[] = [];
      for (const target of targets) {
        const started = performance.now();
        const built = await buildLayer({
          projectRoot,
          outputRoot,
          definition,
          target,
          ...(options.offline === undefined ? {} : { offline: options.offline }),
          onProgress: progress.update,
        });
        const milliseconds = performance.now() - started;
        describeBuild(built, { milliseconds, fetched: progress.stop() }).forEach(say);
        manifests.push(built.artifact.manifest);
      }
      describeBuilds(manifests).forEach(say);
    },
    { verbose: context.isVerbose },
  );
  progress.stop();
  return { success };
}
