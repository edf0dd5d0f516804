import type { LayerArtifact } from '@layerkit/artifact';
import { writeResult, type Result } from '@layerkit/artifact/results';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { requirementsInLayer, whyInLayer, type WhyTarget } from '@layerkit/audit/why';
import { statedRequirements } from '@layerkit/locking/requirements';
import { openLayerProject, type LayerProject } from '../../project/layer-project.ts';
import { layersToLookInto } from '../../project/layers-to-look-into.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { describeRequirements } from './describe-requirements.ts';
import { describeWhy } from './describe-why.ts';
import type { WhyExecutorOptions } from './schema.d.ts';

export default async function why(options: WhyExecutorOptions, context: ExecutorContext) {
  return runLayerExecutor(context, { executor: '@layerkit/layer:why', result: 'why' }, async (say) => {
    const project = await openLayerProject(context, options);
    const { layers: artifacts, remarks } = await layersToLookInto(project);
    remarks.forEach(say);
    const requirements = await statedRequirements(project.projectRoot, project.definition);
    const layer = { ...project, artifacts, requirements };
    const result =
      options.package === undefined || options.package === ''
        ? await explainRequirements(layer, say)
        : await explainPackage(layer, options.package, say);
    await writeResult(project.outputRoot, 'why', { schema: 'layerkit/why/1', ...result });
  });
}

interface BuiltLayer extends LayerProject {
  readonly artifacts: readonly LayerArtifact[];
  readonly requirements: Awaited<ReturnType<typeof statedRequirements>>;
}

type Say = (line: string) => void;
type WhyResult = Omit<Result<'why'>, 'schema'>;

const explainPackage = async (
  { name, artifacts, requirements }: BuiltLayer,
  wanted: string,
  say: Say,
): Promise<WhyResult> => {
  const answers = await Promise.all(
    artifacts.map((artifact) => whyInLayer({ artifact, requirements, name: wanted })),
  );
  const found = answers.flatMap((answer) => ('found' in answer ? [answer.found] : []));
  if (found.length === 0) {
    const meant = answers.flatMap((answer) => ('meant' in answer ? answer.meant : []));
    throw notInLayer(name, wanted, meant);
  }
  found.forEach((one) => describeWhy(one, openPalette()).forEach(say));
  artifacts
    .filter((_, at) => !('found' in (answers[at] ?? {})))
    .forEach(({ manifest }) => say(`${formatTarget(manifest.target)}: ${wanted} is not in the layer`));
  return { package: normalizeProjectName(wanted), targets: found };
};

const explainRequirements = async (
  { name, artifacts, requirements }: BuiltLayer,
  say: Say,
): Promise<WhyResult> => {
  const found: WhyTarget[] = [];
  for (const artifact of artifacts) {
    const required = await requirementsInLayer({ artifact, requirements });
    describeRequirements(artifact.manifest, required).forEach(say);
    found.push(...required);
  }
  if (found.length > 0) say(`Run “nx run ${name}:why PACKAGE” to see why a package is there`);
  return { targets: found };
};

const notInLayer = (project: string, name: string, meant: readonly string[]): LayerkitError => {
  const names = [...new Set(meant)].slice(0, 3);
  return new LayerkitError({
    code: 'why/not-in-layer',
    message: `“${name}” is not a package of ${project}`,
    hint:
      names.length === 0
        ? `Run “nx run ${project}:inspect” to list the packages of the layer.`
        : `Did you mean ${names.join(' or ')}?`,
  });
};
