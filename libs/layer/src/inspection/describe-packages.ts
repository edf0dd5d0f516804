import { formatNumber } from '@layerkit/failure';
import type { InspectedPackage, Inspection, Share } from '@layerkit/artifact/inspection';
import { formatBytes, formatCount, formatTable, type Palette } from '@layerkit/terminal';

const mostRows = 15;
const mostRequirers = 2;

/** Returns a table of the largest packages, with their sizes and the packages that require them. */
export const describePackages = (
  { packages, unclaimed, findings }: Inspection,
  palette: Palette,
): readonly string[] => {
  if (packages.length === 0) {
    const lost = findings.some(({ code }) => code === 'metadata/missing');
    const why = lost ? 'No packages with metadata' : 'No packages';
    return [`${why}: ${formatCount(unclaimed.files, 'file')}, ${formatBytes(unclaimed.zippedBytes)} zipped.`];
  }
  const rest = packages.slice(mostRows);
  const rows = packages.slice(0, mostRows).map(rowOf);
  const own = unclaimed.files === 0 ? [] : [['files of no package', '', ...costs(unclaimed), '']];
  return [
    palette.strong(`${formatCount(packages.length, 'package')}, by size`),
    ...formatTable(
      ['package', 'version', 'zipped', 'unpacked', 'files', 'required by'],
      [...rows, ...own],
      [2, 3, 4],
    ),
    ...(rest.length === 0 ? [] : [`and ${rest.length} more, ${formatBytes(zippedOf(rest))} zipped`]),
  ];
};

const rowOf = (found: InspectedPackage): readonly string[] => [
  found.name,
  found.version,
  ...costs(found),
  requirers(found.requiredBy),
];

const costs = ({ zippedBytes, unpackedBytes, files }: Share): readonly string[] => [
  formatBytes(zippedBytes),
  formatBytes(unpackedBytes),
  formatNumber(files),
];

const requirers = (names: readonly string[]): string => {
  const rest = names.length - mostRequirers;
  return rest > 0 ? `${names.slice(0, mostRequirers).join(', ')} and ${rest} more` : names.join(', ');
};

const zippedOf = (packages: readonly Share[]): number =>
  packages.reduce((sum, { zippedBytes }) => sum + zippedBytes, 0);
