import type { PublishedRelease } from './apply-publication.ts';
import type { LayerRelease } from './layer-release.ts';
import type { PublicationPlan } from './plan-publication.ts';

/** The plan for a person, one line a release, without colours. */
export const formatPublicationPlan = (plan: PublicationPlan): readonly string[] =>
  plan.items.map((item) =>
    item.action === 'publish'
      ? `publish    ${describe(item.release)}, ${item.release.bytes} bytes`
      : `unchanged  ${describe(item.release)}: ${item.arn}`,
  );

/** What became of one release, as one line. */
export const formatPublishedRelease = ({ status, arn }: PublishedRelease): string =>
  `${status.padEnd(9)}  ${arn}`;

const describe = ({ layerName, runtimes, architectures, sha256 }: LayerRelease): string =>
  `${layerName} (${runtimes.join(', ')} on ${architectures.join(', ')}) sha256:${sha256.slice(0, 12)}…`;
