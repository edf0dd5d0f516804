import { buildFunction } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, formatMilliseconds, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctionProject } from '../../project/function-project.ts';

export default async function build(_options: object, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const started = performance.now();
      const { manifest } = await buildFunction(await openFunctionProject(context));
      const { entries, bytes, sha256 } = manifest.zip;
      const time = formatMilliseconds(performance.now() - started);
      say(
        `${formatTarget(manifest.target)}: ${formatCount(entries, 'file')}, ${formatBytes(bytes)}; built in ${time}`,
      );
      say(`  function.zip has sha256 ${sha256}`);
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
