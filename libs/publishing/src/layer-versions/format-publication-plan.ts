import type { PublishedRelease } from './apply-publication.ts';
import type { LayerRelease } from './layer-release.ts';
import type { PublicationPlan } from './plan-publication.ts';
import { describeProofs } from './target-proofs.ts';

/** The plan for a person, one line a release and one for each target that is not proven, without colours. */
export const formatPublicationPlan = (plan: PublicationPlan): readonly string[] =>
  plan.items.flatMap((item) => [
    item.action === 'publish'
      ? `publish    ${describe(item.release)}, ${item.release.bytes} bytes`
      : `unchanged  ${describe(item.release)}: ${item.arn}`,
    ...describeProofs(item.proofs).map((line) => `           ${line}`),
  ]);

/** What became of one release, as one line. */
export const formatPublishedRelease = ({ status, arn, proofs }: PublishedRelease): string => {
  const unproven = describeProofs(proofs);
  return `${status.padEnd(9)}  ${arn}${unproven.length === 0 ? '' : ` (${unproven.join('; ')})`}`;
};

const describe = ({ layerName, runtimes, architectures, sha256 }: LayerRelease): string =>
  `${layerName} (${runtimes.join(', ')} on ${architectures.join(', ')}) sha256:${sha256.slice(0, 12)}…`;
