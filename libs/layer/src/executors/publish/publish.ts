import { readLayerArtifact, readVerification, writeRunReport } from '@layerkit/artifact';
import {
  connectLambda,
  formatPublicationPlan,
  formatPublishedRelease,
  publishLayer,
} from '@layerkit/publishing';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { artifactDirectories, openLayerProject } from '../../project/layer-project.ts';
import type { PublishExecutorOptions } from './schema.d.ts';

export default async function publish(options: PublishExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const project = await openLayerProject(context);
      const artifacts = await Promise.all(artifactDirectories(project).map(readLayerArtifact));
      const verifications = await Promise.all(artifacts.map(readVerification));
      const { layers } = await connectLambda(options);
      const { results } = await publishLayer({
        artifacts,
        verifications: verifications.filter((found) => found !== undefined),
        layers,
        dryRun: options.dryRun ?? false,
        onPlan: (plan) => formatPublicationPlan(plan).forEach(say),
        onResult: (result) => {
          if (result.status === 'published') say(formatPublishedRelease(result));
        },
      });
      if (options.dryRun !== true) await writeRunReport(project.outputRoot, 'publication', { results });
    },
    { verbose: context.isVerbose },
  );
  return { success };
}
