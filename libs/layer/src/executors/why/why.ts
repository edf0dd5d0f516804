import { forgetResult, readLayerArtifact, writeResult } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { whyInLayer } from '@layerkit/packaging';
import { formatTarget, normalizeProjectName } from '@layerkit/platform-resolution';
import { openPalette, reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { artifactDirectories, openLayerProject } from '../../project/layer-project.ts';
import { describeWhy } from './describe-why.ts';
import type { WhyExecutorOptions } from './schema.d.ts';

export default async function why(options: WhyExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const project = await openLayerProject(context, options);
      const { projectRoot, outputRoot, definition, targets } = project;
      await forgetResult(outputRoot, 'why');
      const artifacts = await Promise.all(artifactDirectories(project).map(readLayerArtifact));
      const answers = await Promise.all(
        artifacts.map((artifact) => whyInLayer({ projectRoot, definition, artifact, name: options.package })),
      );
      const found = answers.flatMap((answer) => ('found' in answer ? [answer.found] : []));
      if (found.length === 0)
        throw notInLayer(
          project.name,
          options.package,
          answers.flatMap((answer) => ('meant' in answer ? answer.meant : [])),
        );
      found.forEach((one) => describeWhy(one, openPalette()).forEach(say));
      targets
        .filter((_, at) => !('found' in (answers[at] ?? {})))
        .forEach((target) => say(`${formatTarget(target)}: ${options.package} is not in the layer`));
      await writeResult(outputRoot, 'why', {
        schema: 'layerkit/why/1',
        package: normalizeProjectName(options.package),
        targets: found,
      });
    },
    { verbose: context.isVerbose },
  );
  return { success };
}

const notInLayer = (project: string, name: string, meant: readonly string[]): LayerkitError => {
  const names = [...new Set(meant)].slice(0, 3);
  return new LayerkitError({
    code: 'why/not-in-layer',
    message: `“${name}” is no package of ${project}`,
    hint:
      names.length === 0
        ? `nx run ${project}:inspect lists the packages of the layer.`
        : `Did you mean ${names.join(' or ')}?`,
  });
};
