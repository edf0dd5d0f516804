import { resolve } from 'node:path';
import { readLayerArtifact, type LayerArtifact } from '@layerkit/artifact';
import { factsOfBuild, inspectLayer, type LayerInspection } from '@layerkit/packaging';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { hasErrors } from '../../inspection/describe-verdict.ts';
import { parseInspectionFormat } from '../../inspection/inspection-format.ts';
import { openZips, type OpenedZip } from '../../inspection/open-zips.ts';
import { writeInspection } from '../../inspection/write-inspection.ts';
import { artifactDirectories, openLayerProject, type LayerProject } from '../../project/layer-project.ts';
import type { InspectExecutorOptions } from './schema.d.ts';

export default async function inspect(options: InspectExecutorOptions, context: ExecutorContext) {
  const zips = openZips();
  let errors = false;
  const ran = await reporting(
    async (say) => {
      const format = parseInspectionFormat(options.format ?? 'table');
      const project = await openLayerProject(context, options);
      const artifacts = await Promise.all(artifactDirectories(project).map(readLayerArtifact));
      const baseline = await openBaseline(options.baseline, context.root, zips.open);
      for (const artifact of artifacts) {
        const inspected = await inspectArtifact(artifact, project, baseline);
        errors ||= hasErrors(inspected.inspection);
        (await writeInspection(artifact.directory, inspected, format)).forEach(say);
      }
    },
    { verbose: context.isVerbose },
  );
  await zips.close();
  return { success: ran && !errors };
}

const openBaseline = async (
  name: string | undefined,
  workspaceRoot: string,
  open: (name: string) => Promise<OpenedZip>,
): Promise<OpenedZip | undefined> => {
  if (name === undefined) return undefined;
  return open(name.startsWith('arn:') ? name : resolve(workspaceRoot, name));
};

/** What layer.json says now goes before what it said when the zip was built. */
const inspectArtifact = (
  { zipPath, manifest }: LayerArtifact,
  { definition }: LayerProject,
  baseline: OpenedZip | undefined,
): Promise<LayerInspection> =>
  inspectLayer({
    zipPath,
    target: manifest.target,
    ...factsOfBuild(manifest),
    ignore: definition.audit?.ignore,
    budget: definition.budget,
    baseline,
  });
