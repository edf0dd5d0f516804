import type { Result } from '@layerkit/artifact/results';
import {
  describeProofs,
  type LayerRelease,
  type PublicationPlan,
  type PublishedRelease,
} from '@layerkit/publishing/layer-versions';
import { formatBytes, formatMilliseconds, formatTable, plainPalette, type Palette } from '@layerkit/terminal';

/** Returns the plan as lines: one per release, and one per target that is not verified. */
export const describePublicationPlan = (
  plan: PublicationPlan,
  palette: Palette = plainPalette,
): readonly string[] =>
  plan.items.flatMap((item) => [
    item.action === 'publish'
      ? `${palette.strong('publish')}    ${describe(item.release)}, ${formatBytes(item.release.bytes)}`
      : `unchanged  ${describe(item.release)}: ${item.arn}`,
    ...describeProofs(item.proofs).map((line) => `           ${palette.note(line)}`),
  ]);

/** Returns one line about a published release. The plan already names the unchanged ones. */
export const describePublished = (
  { status, release, arn }: PublishedRelease,
  milliseconds: number,
  palette: Palette = plainPalette,
): string => {
  const sent = status === 'published' ? `, ${formatBytes(release.bytes)}` : '';
  return `${palette.good(status.padEnd(9))}  ${arn}${sent} in ${formatMilliseconds(milliseconds)}`;
};

/** Returns a table of all releases. A single release needs none, because its line is already printed. */
export const describePublication = (releases: Result<'publication'>['releases']): readonly string[] =>
  releases.length < 2
    ? []
    : formatTable(
        ['layer', 'for', 'zipped', 'result', 'layer version'],
        releases.map(({ status, layerName, zippedBytes, arn = '', ...release }) => [
          layerName,
          targets(release),
          formatBytes(zippedBytes),
          status,
          arn,
        ]),
        [2],
      );

const describe = ({ layerName, sha256, ...release }: LayerRelease): string =>
  `${layerName} (${targets(release)}) sha256:${sha256.slice(0, 12)}…`;

const targets = ({ runtimes, architectures }: Pick<LayerRelease, 'runtimes' | 'architectures'>): string =>
  `${runtimes.join(', ')} on ${architectures.join(', ')}`;
