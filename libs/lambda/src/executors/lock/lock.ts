import { writeResult } from '@layerkit/artifact/results';
import { runExecutor } from '@layerkit/executors';
import { checkFunctionLock, functionsToLock, lockFunction, type LockedTarget } from '@layerkit/packaging';
import { describeLock } from '@layerkit/report/lines';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { projectFolders } from '../../project/project-folders.ts';
import { openFunctions } from '../../project/project-functions.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  return runExecutor(context, { executor: '@layerkit/lambda:lock', result: 'lock' }, async (say) => {
    const { projectRoot, functions, outputRoot } = await openFunctions(context);
    const { check, upgrade } = options;
    const targets: LockedTarget[] = [];
    for (const definition of functionsToLock(functions.map((one) => one.definition))) {
      const started = performance.now();
      const project = { projectRoot, definition, projects: projectFolders(context) };
      const locked =
        check === true ? await checkFunctionLock(project) : await lockFunction({ ...project, upgrade });
      describeLock(locked, performance.now() - started, openPalette()).forEach(say);
      targets.push(locked);
    }
    await writeResult(outputRoot, 'lock', { schema: 'layerkit/lock/1', targets });
  });
}
