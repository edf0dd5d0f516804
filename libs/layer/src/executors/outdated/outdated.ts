import { writeResult } from '@layerkit/artifact/results';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { findOutdated, type OutdatedTarget } from '@layerkit/locking';
import { openLayerProject } from '../../project/layer-project.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { describeOutdated } from './describe-outdated.ts';
import type { OutdatedExecutorOptions } from './schema.d.ts';

export default async function outdated(options: OutdatedExecutorOptions, context: ExecutorContext) {
  return runLayerExecutor(
    context,
    { executor: '@layerkit/layer:outdated', result: 'outdated' },
    async (say) => {
      const { name, projectRoot, outputRoot, definition, targets } = await openLayerProject(context, options);
      const found: OutdatedTarget[] = [];
      for (const target of targets) {
        const started = performance.now();
        const result = await findOutdated({ projectRoot, definition, target });
        describeOutdated(result, performance.now() - started, openPalette()).forEach(say);
        found.push(result);
      }
      await writeResult(outputRoot, 'outdated', { schema: 'layerkit/outdated/1', targets: found });
      if (options.failOnOutdated === true) refuse(name, found);
    },
  );
}

const refuse = (project: string, found: readonly OutdatedTarget[]): void => {
  const problems = found.flatMap(({ target, outdated: packages }) =>
    packages.flatMap(({ name, locked, allowed }) =>
      allowed === undefined
        ? []
        : [`${formatTarget(target)}: ${name} ${locked.version} → ${allowed.version}`],
    ),
  );
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'lock/outdated',
    message: `the requirements of ${project} allow newer versions than the locked ones`,
    problems,
    hint: `Run “nx run ${project}:lock --upgrade” to lock the newer versions.`,
  });
};
