import type { Verification } from '@layerkit/artifact/verification';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { LayerRelease } from './layer-release.ts';

/** The verification status of a release on one target. */
export type TargetProof =
  | { readonly status: 'passed'; readonly target: Target; readonly on: 'local' | 'lambda' }
  | { readonly status: 'not-checked'; readonly target: Target; readonly reason: string }
  | { readonly status: 'not-verified'; readonly target: Target };

/** Returns the verification status for each target. A result counts only for its own target and digest. */
export const targetProofs = (
  release: LayerRelease,
  verifications: readonly Verification[],
): readonly TargetProof[] =>
  targetsOf(release).map((target) => {
    const { outcome } = verificationOf(release, target, verifications) ?? {};
    if (outcome?.status === 'not-checked') return { status: 'not-checked', target, reason: outcome.reason };
    return outcome?.status === 'passed'
      ? { status: 'passed', target, on: outcome.where.on }
      : { status: 'not-verified', target };
  });

/** Refuses releases with failed imports. @throws LayerkitError publish/verification-failed naming the modules */
export const refuseFailed = (
  releases: readonly LayerRelease[],
  verifications: readonly Verification[],
): void => {
  const problems = releases.flatMap((release) =>
    targetsOf(release).flatMap((target) => {
      const found = verificationOf(release, target, verifications);
      return found === undefined ? [] : failuresOf(found);
    }),
  );
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'publish/verification-failed',
    message: 'modules of the layer failed to import on their target; nothing was published',
    problems: [
      ...problems.slice(0, mostProblems),
      ...(problems.length > mostProblems
        ? [`and ${problems.length - mostProblems} more, in verification.json`]
        : []),
    ],
    hint: 'Fix the requirements or your own code, then lock, build and verify again.',
  });
};

/** Returns one line for each target on which the release was not verified. */
export const describeProofs = (proofs: readonly TargetProof[]): readonly string[] =>
  proofs.flatMap((proof) => {
    if (proof.status === 'passed') return [];
    const name = formatTarget(proof.target);
    return proof.status === 'not-checked'
      ? [`not checked: ${name}: ${proof.reason}`]
      : [`not verified: ${name}`];
  });

const mostProblems = 20;

const targetsOf = ({ runtimes, architectures }: LayerRelease): readonly Target[] =>
  architectures.flatMap((architecture) => runtimes.map((runtime) => ({ runtime, architecture })));

const verificationOf = (
  { sha256 }: LayerRelease,
  target: Target,
  verifications: readonly Verification[],
): Verification | undefined =>
  verifications.find(
    (found) => found.zipSha256 === sha256 && formatTarget(found.target) === formatTarget(target),
  );

const failuresOf = ({ target, outcome }: Verification): readonly string[] =>
  outcome.status === 'failed'
    ? outcome.modules
        .filter(({ imported, expected }) => !imported && expected === undefined)
        .map(({ module, error = 'did not import' }) => `${formatTarget(target)}: ${module}: ${error}`)
    : [];
