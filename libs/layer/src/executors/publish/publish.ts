import { readLayerArtifact, readVerification } from '@layerkit/artifact';
import { writeResult } from '@layerkit/artifact/results';
import { connectLambda } from '@layerkit/publishing/aws';
import { publishLayer } from '@layerkit/publishing/layer-versions';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { artifactDirectories, openLayerProject } from '../../project/layer-project.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { describeSharedNames } from '../../project/shared-names.ts';
import { describePublication, describePublicationPlan, describePublished } from './describe-publication.ts';
import { publicationResult } from './publication-result.ts';
import type { PublishExecutorOptions } from './schema.d.ts';

export default async function publish(options: PublishExecutorOptions, context: ExecutorContext) {
  return runLayerExecutor(
    context,
    { executor: '@layerkit/layer:publish', result: 'publication' },
    async (say) => {
      const palette = openPalette();
      const project = await openLayerProject(context);
      const artifacts = await Promise.all(artifactDirectories(project).map(readLayerArtifact));
      const verifications = await Promise.all(artifacts.map(readVerification));
      const shared = await describeSharedNames(project, context);
      const { layers } = await connectLambda(options);
      let started = performance.now();
      const publication = await publishLayer({
        artifacts,
        verifications: verifications.filter((found) => found !== undefined),
        layers,
        dryRun: options.dryRun ?? false,
        onPlan: (plan) => {
          describePublicationPlan(plan, palette).forEach(say);
          shared.forEach(say);
          started = performance.now();
        },
        onResult: (result) => {
          const now = performance.now();
          if (result.status === 'published') say(describePublished(result, now - started, palette));
          started = now;
        },
      });
      const result = publicationResult(publication);
      await writeResult(project.outputRoot, 'publication', result);
      describePublication(result.releases).forEach(say);
    },
  );
}
