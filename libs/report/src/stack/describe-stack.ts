import type { StackInspection } from '@layerkit/artifact/inspection';
import { formatNumber } from '@layerkit/failure';
import { formatTarget, quotas } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, formatShare, formatTable, type Palette } from '@layerkit/terminal';
import { describeFindings } from '../lines/describe-findings.ts';
import { describeVerdict } from '../lines/describe-verdict.ts';

/** Returns the inspection of a stack as lines that fit on a screen, the verdict first. */
export const describeStack = (inspection: StackInspection, palette: Palette): readonly string[] => [
  ...describeStackSize(inspection, palette),
  '',
  ...describeZips(inspection),
  ...describeFindings(inspection, palette),
  ...describeCopies(inspection, palette),
];

/** Returns lines with the verdict, and the unpacked size as a share of Lambda’s limit. */
export const describeStackSize = (inspection: StackInspection, palette: Palette): readonly string[] => [
  `${palette.strong(`${titleOf(inspection)} for ${formatTarget(inspection.target)}`)}: ${describeVerdict(inspection, palette)}`,
  `  unpacked  ${formatBytes(inspection.unpackedBytes)}, ${formatShare(inspection.unpackedBytes, quotas.unpacked)} of the ${formatBytes(quotas.unpacked)} that a function and its layers may have`,
];

/** Returns `orchestrator with 2 layers`. */
export const titleOf = ({ zips }: StackInspection): string => {
  const code = zips.find(({ role }) => role === 'function');
  const layers = formatCount(zips.length - (code === undefined ? 0 : 1), 'layer');
  return `${code === undefined ? '' : `${code.file} with `}${layers}`;
};

const describeZips = (inspection: StackInspection): readonly string[] =>
  formatTable(
    ['place', 'zip', 'zipped', 'unpacked', 'entries', 'packages', 'overwrites'],
    zipRows(inspection),
    [2, 3, 4, 5],
  );

const zipRows = ({ zips }: StackInspection): readonly (readonly string[])[] =>
  zips.map(({ file, bytes, unpackedBytes, entries, packages, overwrites }, at) => [
    placeOf(zips, at),
    file,
    formatBytes(bytes),
    formatBytes(unpackedBytes),
    formatNumber(entries),
    formatNumber(packages),
    overwritten(overwrites),
  ]);

/** Returns where Lambda unpacks a zip of the stack: `/var/task`, or `layer 2`. */
export const placeOf = (zips: StackInspection['zips'], at: number): string => {
  if (zips[at]?.role === 'function') return '/var/task';
  return `layer ${String(at + (zips[0]?.role === 'function' ? 0 : 1))}`;
};

/** Returns the number of files below that a zip overwrites, or an empty text. */
export const overwritten = ({ same, different }: StackInspection['zips'][number]['overwrites']): string =>
  same + different === 0
    ? ''
    : `${formatCount(same + different, 'file')}, ${different === 0 ? 'all the same' : `${formatNumber(different)} different`}`;

const describeCopies = ({ packages }: StackInspection, palette: Palette): readonly string[] => {
  if (packages.length === 0) return [];
  const rest = packages.slice(mostRows);
  return [
    '',
    palette.strong(`${formatCount(packages.length, 'package')} more than once`),
    ...formatTable(['package', 'imported', 'others'], copyRows(packages.slice(0, mostRows)), []),
    ...(rest.length === 0 ? [] : [`and ${formatNumber(rest.length)} more`]),
  ];
};

const mostRows = 15;

/** Returns a row for each package: its name, the copy that Python imports, and the others. */
export const copyRows = (packages: StackInspection['packages']): readonly (readonly string[])[] =>
  packages.map(({ name, imported, others }) => [name, copyOf(imported), others.map(copyOf).join(', ')]);

const copyOf = ({ version, zip }: StackInspection['packages'][number]['imported']): string =>
  `${version} of ${zip}`;
