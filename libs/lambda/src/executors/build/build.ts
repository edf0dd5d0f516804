import { buildFunction } from '@layerkit/packaging';
import { formatBytes, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { openFunctionProject } from '../../project/function-project.ts';

export default async function build(_options: object, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const { zipPath, manifest } = await buildFunction(await openFunctionProject(context));
      const { entries, bytes, sha256 } = manifest.zip;
      say(`${zipPath}: ${entries} files, ${formatBytes(bytes)}, sha256 ${sha256}`);
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
