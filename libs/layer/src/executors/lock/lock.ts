import { targetsOf } from '@layerkit/artifact';
import { checkLockIsFresh, lockLayer, strayLocks } from '@layerkit/packaging';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openLayerProject } from '../../project/layer-project.ts';
import { describeCheck, describeLock, describeStray } from './describe-lock.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const { projectRoot, definition, targets } = await openLayerProject(context, options);
      for (const target of targets) {
        const request = { projectRoot, definition, target };
        if (options.check === true) describeCheck(await checkLockIsFresh(request)).forEach(say);
        else describeLock(await lockLayer({ ...request, upgrade: options.upgrade ?? false })).forEach(say);
      }
      describeStray(await strayLocks(projectRoot, targetsOf(definition))).forEach(say);
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
