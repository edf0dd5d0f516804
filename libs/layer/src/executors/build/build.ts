import { forgetManifests } from '@layerkit/artifact';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import { architectures, runtimes, type Target } from '@layerkit/platform-resolution';
import { openDownloadProgress } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { buildLayer, filesReadByBuild } from '@layerkit/packaging';
import { describeUncovered, outputRootIn, uncoveredInputs } from '@layerkit/executors';
import { openLayerProject } from '../../project/layer-project.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { describeBuild, describeBuilds } from './describe-build.ts';
import { describeReason, explainReason } from './describe-reason.ts';
import type { BuildExecutorOptions } from './schema.d.ts';

export default async function build(options: BuildExecutorOptions, context: ExecutorContext) {
  const progress = openDownloadProgress();
  let waiting = everyTarget;
  const outcome = await runLayerExecutor(context, { executor: '@layerkit/layer:build' }, async (say) => {
    const project = await openLayerProject(context, options);
    const { name, projectRoot, outputRoot, definition, targets, providers } = project;
    waiting = targets;
    const manifests: LayerManifest[] = [];
    const read = new Set<string>();
    for (const target of targets) {
      const started = performance.now();
      const built = await buildLayer({
        projectRoot,
        outputRoot,
        definition,
        target,
        providers,
        offline: options.offline,
        onProgress: progress.update,
        wayIn: commandsToInspect(name, definition),
      });
      const milliseconds = performance.now() - started;
      describeBuild(built, { milliseconds, fetched: progress.stop() }).forEach(say);
      (options.explain === true ? explainReason : describeReason)(built.reason).forEach(say);
      for (const file of await filesReadByBuild({ projectRoot, definition, target, providers }))
        read.add(file);
      manifests.push(built.artifact.manifest);
      waiting = waiting.filter((other) => other !== target);
    }
    describeBuilds(manifests).forEach(say);
    describeUncovered(uncoveredInputs(context, [...read])).forEach(say);
  });
  progress.stop();
  if (!outcome.success) await forgetManifests(outputRootIn(context), waiting);
  return outcome;
}

/** Returns the commands that show a rejected layer. Without the flag, Nx would run the failed build again. */
const commandsToInspect = (name: string, { requirements }: LayerDefinition): string =>
  ['inspect', ...(requirements === undefined ? [] : ['why'])]
    .map((target) => `nx run ${name}:${target} --excludeTaskDependencies`)
    .join(' and ');

/** A layer.json that can’t be read does not tell for which targets it was built. */
const everyTarget: readonly Target[] = runtimes.flatMap((runtime) =>
  architectures.map((architecture) => ({ runtime, architecture })),
);
