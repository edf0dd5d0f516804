import { writeResult } from '@layerkit/artifact/results';
import { runExecutor } from '@layerkit/executors';
import { checkFunctionLock, lockFunction } from '@layerkit/packaging';
import { describeLock } from '@layerkit/report/lines';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctionProject } from '../../project/function-project.ts';
import { projectFolders } from '../../project/project-folders.ts';
import type { LockExecutorOptions } from './schema.d.ts';

export default async function lock(options: LockExecutorOptions, context: ExecutorContext) {
  return runExecutor(context, { executor: '@layerkit/lambda:lock', result: 'lock' }, async (say) => {
    const { projectRoot, definition, outputRoot } = await openFunctionProject(context);
    const started = performance.now();
    const project = { projectRoot, definition, projects: projectFolders(context) };
    const { check, upgrade } = options;
    const locked =
      check === true ? await checkFunctionLock(project) : await lockFunction({ ...project, upgrade });
    describeLock(locked, performance.now() - started, openPalette()).forEach(say);
    await writeResult(outputRoot, 'lock', { schema: 'layerkit/lock/1', targets: [locked] });
  });
}
