import type { LayerManifest } from '@layerkit/artifact';
import { formatTarget, normalizeProjectName } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, formatTable } from '@layerkit/terminal';
import type { WhyTarget } from '@layerkit/audit';

/**
 * What each requirement of a layer costs, for a person: alone, and with what would go with it. What several
 * of them bring is in none of these sums, and is told of at the end.
 */
export const describeRequirements = (
  { target, packages }: Pick<LayerManifest, 'target' | 'packages'>,
  required: readonly WhyTarget[],
): readonly string[] => {
  const name = formatTarget(target);
  if (required.length === 0) return [`${name}: nothing is required, there are own sources alone`];
  return [
    `${name}: ${formatCount(required.length, 'requirement')}, ${formatCount(packages.length, 'package')}`,
    formatTable(
      ['requirement', 'where', 'zipped', 'unpacked', 'only it brings', 'with these', 'unpacked'],
      required.map(rowOf),
      [2, 3, 5, 6],
    ),
    ...describeShared(packages, required),
  ];
};

const rowOf = ({ zippedBytes, unpackedBytes, bringsAlone, withWhatItBrings, ...why }: WhyTarget) => {
  const [chain] = why.chains;
  return [
    chain?.steps[0]?.requirement ?? why.name,
    chain?.where ?? 'own sources',
    formatBytes(zippedBytes),
    formatBytes(unpackedBytes),
    bringsAlone.length === 0 ? '' : formatCount(bringsAlone.length, 'package'),
    formatBytes(withWhatItBrings.zippedBytes),
    formatBytes(withWhatItBrings.unpackedBytes),
  ];
};

const describeShared = (
  packages: LayerManifest['packages'],
  required: readonly WhyTarget[],
): readonly string[] => {
  const counted = new Set(
    required.flatMap(({ name, bringsAlone }) => [name, ...bringsAlone.map((one) => one.name)]),
  );
  const shared = packages.filter(({ name }) => !counted.has(normalizeProjectName(name)));
  if (shared.length === 0) return [];
  const sum = (size: 'zippedBytes' | 'unpackedBytes') =>
    formatBytes(shared.reduce((total, one) => total + one[size], 0));
  return [
    `  several of them bring ${formatCount(shared.length, 'package')} besides, ${sum('zippedBytes')} zipped, ${sum('unpackedBytes')} unpacked`,
  ];
};
