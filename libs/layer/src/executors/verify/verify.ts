import {
  readLayerArtifact,
  readVerification,
  type LayerArtifact,
  type Verification,
} from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { verifyLayer } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { connectLambda } from '@layerkit/publishing';
import { reporting } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { artifactDirectories, openLayerProject } from '../../project/layer-project.ts';
import { describeVerification } from './describe-verification.ts';
import type { VerifyExecutorOptions } from './schema.d.ts';
import { untilSignalled } from './until-signalled.ts';
import { verifyOnLambda } from './verify-on-lambda.ts';

export default async function verify(options: VerifyExecutorOptions, context: ExecutorContext) {
  const success = await reporting(
    async (say) => {
      const project = await openLayerProject(context, options);
      const artifacts = await Promise.all(artifactDirectories(project).map(readLayerArtifact));
      const problems: Problem[] = [];
      for (const artifact of artifacts) {
        const proven = options.again === true ? undefined : await provenBefore(artifact, options);
        const verification = proven ?? (await verifyWhere(artifact, options, say));
        describeVerification(verification, {
          before: proven !== undefined,
          submodules: options.submodules ?? false,
        }).forEach(say);
        problems.push(...problemsOf(verification, options));
      }
      refuse(project.name, problems);
    },
    { verbose: context.isVerbose },
  );
  return { success };
}

/** A zip that has passed need not be run again: the result is bound to its digest. Lambda’s word counts for both. */
const provenBefore = async (
  artifact: LayerArtifact,
  { submodules, on = 'local' }: VerifyExecutorOptions,
): Promise<Verification | undefined> => {
  const found = await readVerification(artifact);
  if (found?.outcome.status !== 'passed') return undefined;
  const { scope, where } = found.outcome;
  if (on === 'lambda' && where.on !== 'lambda') return undefined;
  return submodules !== true || scope === 'submodules' ? found : undefined;
};

const verifyWhere = async (
  artifact: LayerArtifact,
  { on = 'local', submodules = false, role, region }: VerifyExecutorOptions,
  say: (line: string) => void,
): Promise<Verification> => {
  if (on === 'local') return verifyLayer({ artifact, submodules });
  const lambda = await connectLambda({ region });
  return untilSignalled((signal) => verifyOnLambda({ artifact, submodules, role, lambda, say, signal }));
};

interface Problem {
  readonly kind: 'failed' | 'unchecked';
  readonly line: string;
}

const problemsOf = (
  { target, outcome }: Verification,
  { requireProof }: VerifyExecutorOptions,
): readonly Problem[] => {
  const name = formatTarget(target);
  if (outcome.status === 'not-checked')
    return requireProof === true
      ? [{ kind: 'unchecked', line: `${name}: not checked, ${outcome.reason}` }]
      : [];
  // Of submodules some never import, for want of an extra or of another system: they don't fail a layer.
  if (outcome.status === 'passed') return [];
  return outcome.modules
    .filter((module) => !module.imported)
    .map(({ module, error = 'did not import' }) => ({
      kind: 'failed',
      line: `${name}: ${module}: ${error}`,
    }));
};

const refuse = (project: string, problems: readonly Problem[]): void => {
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'verify/failed',
    message: `${project} is not proven to import on its targets`,
    problems: problems.map(({ line }) => line),
    hint: problems.some(({ kind }) => kind === 'failed')
      ? 'Nothing that can’t be imported should be published: correct the requirements or the sources, then lock and build again.'
      : 'Verify on a host that can run the target; without requireProof it is built and published unproven.',
  });
};
