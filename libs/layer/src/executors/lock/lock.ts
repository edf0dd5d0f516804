import { forgetResult, writeResult } from '@layerkit/artifact';
import { openPalette, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openLayerProject } from '../../project/layer-project.ts';
import { describeLock } from './describe-lock.ts';
import { checkTarget, lockTarget, type LockedTarget } from './lock-target.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const project = await openLayerProject(context, options);
      const task = `${project.name}:${context.targetName ?? 'lock'}`;
      await forgetResult(project.outputRoot, 'lock');
      const locked: LockedTarget[] = [];
      for (const target of project.targets) {
        const started = performance.now();
        const result =
          options.check === true
            ? await checkTarget({ ...project, target }, task)
            : await lockTarget({ ...project, target }, options);
        describeLock(result, performance.now() - started, openPalette()).forEach(say);
        locked.push(result);
      }
      await writeResult(project.outputRoot, 'lock', { schema: 'layerkit/lock/1', targets: locked });
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
