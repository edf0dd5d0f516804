import { targetsOf } from '@layerkit/artifact/definition';
import { writeResult } from '@layerkit/artifact/results';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { strayLocks } from '@layerkit/locking';
import { openLayerProject } from '../../project/layer-project.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { describeLock, describeStray } from './describe-lock.ts';
import { checkTarget, lockTarget, type LockedTarget } from './lock-target.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  return runLayerExecutor(context, { executor: '@layerkit/layer:lock', result: 'lock' }, async (say) => {
    const project = await openLayerProject(context, options);
    const locked: LockedTarget[] = [];
    for (const target of project.targets) {
      const started = performance.now();
      const result =
        options.check === true
          ? await checkTarget({ ...project, target })
          : await lockTarget({ ...project, target }, options);
      describeLock(result, performance.now() - started, openPalette()).forEach(say);
      locked.push(result);
    }
    const { projectRoot, definition } = project;
    describeStray(await strayLocks(projectRoot, targetsOf(definition))).forEach(say);
    await writeResult(project.outputRoot, 'lock', { schema: 'layerkit/lock/1', targets: locked });
  });
}
