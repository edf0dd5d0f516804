import type { LayerManifest } from '@layerkit/artifact';
import { buildLayer, filesReadByBuild } from '@layerkit/packaging';
import { openDownloadProgress, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openLayerProject } from '../../project/layer-project.ts';
import { describeUncovered, uncoveredInputs } from '../../project/uncovered-inputs.ts';
import { describeBuild, describeBuilds } from './describe-build.ts';
import { describeReason, explainReason } from './describe-reason.ts';
import type { BuildExecutorOptions } from './schema.d.ts';

export default async function build(options: BuildExecutorOptions, context: ExecutorContext) {
  const progress = openDownloadProgress();
  const success = await reporting(
    async (say) => {
      const { projectRoot, outputRoot, definition, targets } = await openLayerProject(context, options);
      const manifests: LayerManifest[] = [];
      const read = new Set<string>();
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
        (options.explain === true ? explainReason : describeReason)(built.reason).forEach(say);
        for (const file of await filesReadByBuild({ projectRoot, definition, target })) read.add(file);
        manifests.push(built.artifact.manifest);
      }
      describeBuilds(manifests).forEach(say);
      describeUncovered(uncoveredInputs(context, [...read])).forEach(say);
    },
    { verbose: context.isVerbose },
  );
  progress.stop();
  return { success };
}
