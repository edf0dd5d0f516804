import { relative } from 'node:path';
import { forgetResult, writeResult, type Result } from '@layerkit/artifact';
import { checkLockIsFresh, lockLayer, lockPath } from '@layerkit/packaging';
import type { Target } from '@layerkit/platform-resolution';
import { openPalette, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openLayerProject, type LayerProject } from '../../project/layer-project.ts';
import { describeLock } from './describe-lock.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const project = await openLayerProject(context, options);
      await forgetResult(project.outputRoot, 'lock');
      const locked: LockedTarget[] = [];
      for (const target of project.targets) {
        const started = performance.now();
        const result = await lockTarget(project, target, options);
        describeLock(result, performance.now() - started, openPalette()).forEach(say);
        locked.push(result);
      }
      await writeResult(project.outputRoot, 'lock', { schema: 'layerkit/lock/1', targets: locked });
    },
    { verbose: context.isVerbose },
  );
  return { success };
}

type LockedTarget = Result<'lock'>['targets'][number];

const lockTarget = async (
  { projectRoot, definition }: LayerProject,
  target: Target,
  { check, upgrade = false }: LockExecutorOptions,
): Promise<LockedTarget> => {
  const request = { projectRoot, definition, target };
  const file = relative(projectRoot, lockPath(projectRoot, target)).replaceAll('\\', '/');
  if (check === true) {
    const { packages } = await checkLockIsFresh(request);
    const nothing = { added: [], removed: [], changed: [], warnings: [], notes: [] };
    return { target, file, status: 'checked', packages: packages.length, ...nothing };
  }
  const { lock: made, changes, written, warnings, notes } = await lockLayer({ ...request, upgrade });
  return {
    target,
    file,
    status: written ? 'written' : 'unchanged',
    packages: made.packages.length,
    ...changes,
    warnings,
    notes,
  };
};
