import {
  forgetVerification,
  readLayerArtifact,
  readVerification,
  type LayerArtifact,
} from '@layerkit/artifact';
import type { ExpectedFailure } from '@layerkit/artifact/definition';
import { providingLayers } from '@layerkit/artifact/manifest';
import type { Verification } from '@layerkit/artifact/verification';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { connectLambda } from '@layerkit/publishing/aws';
import { runtimeWheels } from '@layerkit/packaging';
import { openPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { type FailureCause, failureCauses, verifyLayer } from '@layerkit/verification';
import { artifactDirectories, type LayerProject, openLayerProject } from '../../project/layer-project.ts';
import { runLayerExecutor } from '../../project/run-layer-executor.ts';
import { describeAllowing, describeDecisive } from './describe-failures.ts';
import { describeVerification, describeVerifications } from './describe-verification.ts';
import { describeExpectations, isStillExpected } from './expectations.ts';
import type { VerifyExecutorOptions } from './schema.d.ts';
import { extrasOf } from './extras-of.ts';
import { untilSignalled } from './until-signalled.ts';
import { layersBelow } from './layers-below.ts';
import { verifyOnLambda } from './verify-on-lambda.ts';

export default async function verify(options: VerifyExecutorOptions, context: ExecutorContext) {
  return runLayerExecutor(context, { executor: '@layerkit/layer:verify' }, async (say) => {
    const project = await openLayerProject(context, options);
    const artifacts = await Promise.all(artifactDirectories(project).map(readLayerArtifact));
    const problems: Problem[] = [];
    // without those that an earlier run verified
    const verifications: Verification[] = [];
    const { expectedFailures } = project.definition.verify ?? {};
    for (const artifact of artifacts) {
      if (options.again === true) await forgetVerification(artifact.directory);
      const before =
        options.again === true ? undefined : await verifiedBefore({ artifact, expectedFailures }, options);
      const verification =
        before ?? (await verifyWhere({ artifact, expectedFailures, project }, options, say));
      const { submodules = false } = options;
      const causes = causesOf(verification, artifact);
      const run = { before: before !== undefined, submodules, causes, palette: openPalette() };
      describeVerification(verification, run).forEach(say);
      describeExpectations(verification, expectedFailures).forEach(say);
      describeAllowing(causes).forEach(say);
      if (before === undefined) verifications.push(verification);
      problems.push(...problemsOf(verification, causes, options));
    }
    describeVerifications(verifications).forEach(say);
    refuse(project.name, problems);
  });
}

interface Verified {
  readonly artifact: LayerArtifact;
  /** As in layer.json now. */
  readonly expectedFailures: readonly ExpectedFailure[] | undefined;
}

/**
 * Returns the earlier result of a zip that passed, which is bound to its digest. A result from Lambda also
 * counts for a local run.
 */
const verifiedBefore = async (
  { artifact, expectedFailures }: Verified,
  { submodules, on = 'local' }: VerifyExecutorOptions,
): Promise<Verification | undefined> => {
  // the result is bound to the digest of this zip, and not to those of other layers
  if (providingLayers(artifact.manifest).length > 0) return undefined;
  const found = await readVerification(artifact);
  if (found?.outcome.status !== 'passed') return undefined;
  const { scope, where, modules } = found.outcome;
  if (!isStillExpected(modules, expectedFailures)) return undefined;
  if (on === 'lambda' && where.on !== 'lambda') return undefined;
  return submodules !== true || scope === 'submodules' ? found : undefined;
};

const verifyWhere = async (
  { artifact, expectedFailures, project }: Verified & { readonly project: LayerProject },
  { on = 'local', submodules = false, role, region }: VerifyExecutorOptions,
  say: (line: string) => void,
): Promise<Verification> => {
  if (on === 'local')
    return untilSignalled('its processes have been ended and its files deleted', (signal) =>
      verifyLayer({
        artifact,
        expectedFailures,
        submodules,
        signal,
        findExtras: extrasOf(artifact),
        runtimePackages: () => runtimeWheels({ ...project, manifest: artifact.manifest }),
        layersBelow: () => layersBelow(project, artifact),
      }),
    );
  const lambda = await connectLambda({ region });
  return untilSignalled('the temporary layer version and probe function have been deleted', (signal) =>
    verifyOnLambda({ artifact, expectedFailures, submodules, role, lambda, say, signal }),
  );
};

const causesOf = ({ outcome }: Verification, { manifest }: LayerArtifact): readonly FailureCause[] =>
  outcome.status === 'not-checked' ? [] : failureCauses(outcome.modules, manifest);

interface Problem {
  readonly kind: 'pruned' | 'failed' | 'unchecked';
  readonly line: string;
}

const problemsOf = (
  { target, outcome }: Verification,
  causes: readonly FailureCause[],
  { requireProof }: VerifyExecutorOptions,
): readonly Problem[] => {
  const name = formatTarget(target);
  if (outcome.status === 'not-checked')
    return requireProof === true
      ? [{ kind: 'unchecked', line: `${name}: not checked, ${outcome.reason}` }]
      : [];
  const kind = causes.some(({ missed }) => missed) ? 'pruned' : 'failed';
  return describeDecisive(causes).map((line) => ({ kind, line: `${name}: ${line}` }));
};

const refuse = (project: string, problems: readonly Problem[]): void => {
  if (problems.length === 0) return;
  const kinds = new Set(problems.map(({ kind }) => kind));
  throw new LayerkitError({
    code: 'verify/failed',
    message: `${project} is not verified to import on its targets`,
    problems: problems.map(({ line }) => line),
    hint: kinds.has('pruned') ? hints.pruned : kinds.has('failed') ? failedHint(problems) : hints.unchecked,
  });
};

/** setuptools is the one package that is often needed without being required. */
const failedHint = (problems: readonly Problem[]): string =>
  problems.some(({ line }) => line.includes("No module named 'pkg_resources'"))
    ? `Add setuptools<81 to the requirements: newer versions have no pkg_resources. ${hints.failed}`
    : hints.failed;

const hints: Readonly<Record<Problem['kind'], string>> = {
  pruned:
    'Keep the pruned module: remove it from prune.exclude in layer.json or add it to prune.include, then build again. ' +
    'See verification.json next to layer.zip for every module.',
  failed:
    'Correct the requirements or the own code, then lock and build again. If a module need not import, add it to ' +
    'verify.expectedFailures in layer.json. See verification.json next to layer.zip for every module.',
  unchecked:
    'Verify on a host that can run the target. Without requireProof, the layer can be published unverified.',
};
