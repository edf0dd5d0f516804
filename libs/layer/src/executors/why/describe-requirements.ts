import type { LayerManifest } from '@layerkit/artifact/manifest';
import { formatTarget } from '@layerkit/platform-resolution';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { formatBytes, formatCount, formatTable } from '@layerkit/terminal';
import type { WhyTarget } from '@layerkit/audit/why';

/**
 * Returns lines about the cost of each requirement of a layer: alone, and with the packages that only it
 * brings. The packages that several requirements bring are in none of these sums; the last line counts them.
 */
export const describeRequirements = (
  { target, packages }: Pick<LayerManifest, 'target' | 'packages'>,
  required: readonly WhyTarget[],
): readonly string[] => {
  const name = formatTarget(target);
  if (required.length === 0) return [`${name}: no requirements, only own code`];
  return [
    `${name}: ${formatCount(required.length, 'requirement')}, ${formatCount(packages.length, 'package')}`,
    ...formatTable(
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
    chain?.where ?? 'own code',
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
    `  shared by several: ${formatCount(shared.length, 'package')}, ${sum('zippedBytes')} zipped, ${sum('unpackedBytes')} unpacked`,
  ];
};
