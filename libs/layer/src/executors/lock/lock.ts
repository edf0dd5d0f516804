import { targetsOf, writeAllowBuild } from '@layerkit/artifact/definition';
import { writeResult } from '@layerkit/artifact/results';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { strayLocks } from '@layerkit/locking';
import { checkTarget, lockTarget, type LockedTarget } from '@layerkit/packaging';
import { describeLock, describeStray } from '@layerkit/report/lines';
import { openLayerProject } from '../../project/layer-project.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { openBuildQuestions } from './build-questions.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  return runLayerExecutor(context, { executor: '@layerkit/layer:lock', result: 'lock' }, async (say) => {
    const project = await openLayerProject(context, options);
    const builds = options.allowBuild === 'ask' ? openBuildQuestions() : undefined;
    const locked: LockedTarget[] = [];
    let { definition } = project;
    for (const [at, target] of project.targets.entries()) {
      const started = performance.now();
      const result =
        options.check === true
          ? await checkTarget({ ...project, target })
          : await lockTarget({ ...project, definition, target }, options, builds?.ask);
      describeLock(result, performance.now() - started, openPalette()).forEach(say);
      locked.push(result);
      const allowBuild = [...new Set([...(definition.allowBuild ?? []), ...(builds?.allowed ?? [])])];
      if (allowBuild.length === (definition.allowBuild ?? []).length) continue;
      definition = { ...definition, allowBuild };
      await writeAllowBuild(project.projectRoot, allowBuild);
      // The locks depend on allowBuild
      for (const earlier of project.targets.slice(0, at))
        await lockTarget({ ...project, definition, target: earlier }, {}, builds?.ask);
    }
    const { projectRoot } = project;
    describeStray(await strayLocks(projectRoot, targetsOf(definition))).forEach(say);
    await writeResult(project.outputRoot, 'lock', { schema: 'layerkit/lock/1', targets: locked });
  });
}
