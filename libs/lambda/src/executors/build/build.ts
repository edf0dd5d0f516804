import { forgetOtherManifests } from '@layerkit/artifact';
import { describeUncovered, outputRootIn, runExecutor, uncoveredInputs } from '@layerkit/executors';
import { buildFunction } from '@layerkit/packaging';
import { openDownloadProgress } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { refuseUnknownLayers } from '../../project/attached-layers.ts';
import { projectFolders } from '../../project/project-folders.ts';
import { openFunctions } from '../../project/project-functions.ts';
import { describeBuild, describeFunctions } from './describe-build.ts';
import { describeTotals } from './describe-total.ts';
import type { BuildExecutorOptions } from './schema.d.ts';

export default async function build(_options: BuildExecutorOptions, context: ExecutorContext) {
  const progress = openDownloadProgress();
  const outcome = await runExecutor(context, { executor: '@layerkit/lambda:build' }, async (say) => {
    const { projectRoot, outputRoot, isTable, zips, functions } = await openFunctions(context);
    await refuseUnknownLayers(functions, context);
    const directories = zips.map(({ directory }) => directory);
    await forgetOtherManifests(outputRoot, directories);
    const access = { projects: projectFolders(context), onProgress: progress.update };
    const read = new Set<string>();
    for (const { directory, functions: sharing } of zips) {
      const started = performance.now();
      const [{ definition }, ...others] = sharing;
      const sharedBy = others.map((one) => one.definition);
      const place = { projectRoot, outputRoot, directory };
      const built = await buildFunction({ ...place, ...access, definition, sharedBy });
      const fetched = progress.stop();
      const milliseconds = performance.now() - started;
      const names = isTable ? sharing.map(({ name }) => name) : [];
      built.warnings.forEach((warning) => say(`warning: ${warning}`));
      (await describeFunctions(sharing, built.artifact, { context, isTable })).forEach(say);
      describeBuild(built, { milliseconds, names, fetched }).forEach(say);
      (await describeTotals(sharing, built.artifact, context)).forEach(say);
      built.files.forEach((file) => read.add(file));
    }
    describeUncovered(uncoveredInputs(context, [...read])).forEach(say);
  });
  progress.stop();
  // A function.json that can’t be read does not tell which zips there are
  if (!outcome.success) await forgetOtherManifests(outputRootIn(context), []);
  return outcome;
}
