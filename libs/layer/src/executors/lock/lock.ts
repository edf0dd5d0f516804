import { lockLayer } from '@layerkit/packaging';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openLayerProject } from '../../project/layer-project.ts';
import { checkLock } from './check-lock.ts';
import { describeCheck, describeLock } from './describe-lock.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const { name, projectRoot, definition, targets } = await openLayerProject(context, options);
      for (const target of targets) {
        const request = { projectRoot, definition, target };
        if (options.check === true) {
          const task = `${name}:${context.targetName ?? 'lock'}`;
          describeCheck(await checkLock(request, task)).forEach(say);
        } else describeLock(await lockLayer({ ...request, upgrade: options.upgrade ?? false })).forEach(say);
      }
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
