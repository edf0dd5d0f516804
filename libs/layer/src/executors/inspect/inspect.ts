import { resolve } from 'node:path';
import type { LayerArtifact } from '@layerkit/artifact';
import { forgetInspection } from '@layerkit/artifact/inspection';
import { writeFailure } from '@layerkit/artifact/results';
import { outputRootIn } from '@layerkit/executors';
import { documentation, LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import type { ExecutorContext } from '@nx/devkit';
import { factsOfBuild, inspectLayer, type LayerInspection } from '@layerkit/audit/inspect';
import { statedRequirements } from '@layerkit/locking/requirements';
import { hasErrors, parseInspectionFormat } from '@layerkit/report/lines';
import { knownLayer } from '../../inspection/known-layer.ts';
import { openZip, type OpenedZip } from '../../inspection/open-zip.ts';
import { writeInspection } from '../../inspection/write-inspection.ts';
import { openLayerProject, type LayerProject } from '../../project/layer-project.ts';
import { layersToLookInto } from '../../project/layers-to-look-into.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import type { InspectExecutorOptions } from './schema.d.ts';

export default async function inspect(options: InspectExecutorOptions, context: ExecutorContext) {
  const faulty: string[] = [];
  const executor = '@layerkit/layer:inspect';
  const { success: ran } = await runLayerExecutor(context, { executor }, async (say) => {
    const format = parseInspectionFormat(options.format ?? 'table');
    const project = await openLayerProject(context, options);
    const { layers: artifacts, remarks } = await layersToLookInto(project);
    remarks.forEach(say);
    const stated = await statedRequirements(project.projectRoot, project.definition);
    const requirements = stated.map(({ text }) => text);
    await Promise.all(artifacts.map(({ directory }) => forgetInspection(directory)));
    const baseline = await openBaseline(options.baseline, context.root);
    for (const artifact of artifacts) {
      const inspected = await inspectArtifact(artifact, { ...project, requirements }, baseline);
      if (hasErrors(inspected.inspection)) faulty.push(formatTarget(artifact.manifest.target));
      const layer = await knownLayer(artifact);
      (await writeInspection(artifact.directory, { ...inspected, layer }, format)).forEach(say);
    }
  });
  // The findings are already printed; the failure file is for machines.
  if (ran && faulty.length > 0)
    await writeFailure({ outputRoot: outputRootIn(context), executor }, foundErrors(context, faulty));
  return { success: ran && faulty.length === 0 };
}

const foundErrors = ({ projectName = '' }: ExecutorContext, targets: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'audit/failed',
    message: `inspect found errors in the build of ${projectName} for ${targets.join(', ')}`,
    hint: `See inspection.json next to each zip for all of them, and ${documentation('findings')} for what each code means.`,
  });

const openBaseline = async (
  name: string | undefined,
  workspaceRoot: string,
): Promise<OpenedZip | undefined> => {
  if (name === undefined) return undefined;
  return openZip(name.startsWith('arn:') ? name : resolve(workspaceRoot, name));
};

/** Inspects a built layer. The ignore rules and the budget are those of layer.json now, not of the build. */
const inspectArtifact = (
  { zipPath, manifest }: LayerArtifact,
  { definition, requirements }: LayerProject & { readonly requirements: readonly string[] },
  baseline: OpenedZip | undefined,
): Promise<LayerInspection> =>
  inspectLayer({
    zipPath,
    target: manifest.target,
    ...factsOfBuild(manifest),
    ignore: definition.audit?.ignore,
    budget: definition.budget,
    requirements,
    baseline,
  });
