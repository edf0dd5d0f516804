import { forgetManifests } from '@layerkit/artifact';
import { outputRootIn, runExecutor } from '@layerkit/executors';
import { architectures, formatTarget, runtimes } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, formatMilliseconds, openDownloadProgress } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { auditWarnings, buildFunction, describeAudit } from '@layerkit/packaging';
import { refuseUnknownLayers } from '../../project/attached-layers.ts';
import { openFunctionProject } from '../../project/function-project.ts';
import { describeHandler } from '../../project/handler-check.ts';
import { projectFolders } from '../../project/project-folders.ts';
import { describeHidden } from './describe-hidden.ts';
import { describePackages } from './describe-packages.ts';
import { describeTotal } from './describe-total.ts';
import { describeLargest, describeLeftOut } from './describe-left-out.ts';
import type { BuildExecutorOptions } from './schema.d.ts';

export default async function build(_options: BuildExecutorOptions, context: ExecutorContext) {
  const progress = openDownloadProgress();
  const outcome = await runExecutor(context, { executor: '@layerkit/lambda:build' }, async (say) => {
    const started = performance.now();
    const project = await openFunctionProject(context);
    await refuseUnknownLayers(project, context);
    const { artifact, warnings, largest, leftOut } = await buildFunction({
      ...project,
      projects: projectFolders(context),
      onProgress: progress.update,
    });
    const fetchedLine = progress.stop();
    const { manifest } = artifact;
    const { entries, bytes, sha256 } = manifest.zip;
    const time = formatMilliseconds(performance.now() - started);
    [...warnings, ...auditWarnings(manifest.audit)].forEach((warning) => say(`warning: ${warning}`));
    (await describeHandler(project, artifact, context)).forEach(say);
    (await describeHidden(project, artifact, context)).forEach(say);
    if (fetchedLine !== undefined) say(`${formatTarget(manifest.target)}: ${fetchedLine}`);
    say(
      `${formatTarget(manifest.target)}: ${formatCount(entries, 'file')}, ${formatBytes(bytes)}; built in ${time}`,
    );
    [...describeLargest(largest), ...describePackages(manifest), ...describeLeftOut(leftOut)].forEach(say);
    (await describeTotal(project, artifact, context)).forEach(say);
    describeAudit(manifest.audit).forEach(say);
    say(`  function.zip has sha256 ${sha256}`);
  });
  progress.stop();
  if (!outcome.success) await forgetManifests(outputRootIn(context), everyTarget);
  return outcome;
}

/** A function has one target, but a function.json that can’t be read does not tell which one. */
const everyTarget = runtimes.flatMap((runtime) =>
  architectures.map((architecture) => ({ runtime, architecture })),
);
