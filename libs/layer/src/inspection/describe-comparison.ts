import type { Finding } from '@layerkit/artifact/finding';
import type {
  ChangedPackage,
  Comparison,
  InspectedPackage,
  Inspection,
  Share,
} from '@layerkit/artifact/inspection';
import { formatBytes, formatCount, formatDifference, formatTable, type Palette } from '@layerkit/terminal';

const mostRows = 15;

/**
 * Returns lines about the changes since the baseline: sizes, findings, and packages by the size of their
 * change. Returns none without a baseline.
 */
export const describeComparison = ({ baseline, zip }: Inspection, palette: Palette): readonly string[] => {
  if (baseline === undefined) return [];
  const rows = rowsOf(baseline);
  const rest = rows.length - mostRows;
  return [
    '',
    palette.strong(`Compared with ${baseline.zip.file}`),
    `  zipped    ${formatBytes(baseline.zip.bytes)} → ${formatBytes(zip.bytes)} (${formatDifference(baseline.difference.bytes)})`,
    `  unpacked  ${formatBytes(baseline.zip.unpackedBytes)} → ${formatBytes(zip.unpackedBytes)} (${formatDifference(baseline.difference.unpackedBytes)})`,
    ...describeFindings('solved', baseline.findings.solved, palette.good),
    ...describeFindings('new', baseline.findings.new, palette.warning),
    ...(rows.length === 0
      ? ['  the same packages with the same sizes']
      : formatTable(
          ['package', 'change', 'zipped', 'unpacked'],
          rows.slice(0, mostRows).map(({ cells }) => cells),
          [2, 3],
        )),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
};

interface Row {
  readonly zippedBytes: number;
  readonly cells: readonly string[];
}

/** Returns the changed packages, those with the largest change in size first. */
const rowsOf = ({ packages }: Comparison): readonly Row[] =>
  [
    ...packages.added.map((found) => rowOf(found, `added ${found.version}`, [nothing, found])),
    ...packages.removed.map((found) => rowOf(found, `removed ${found.version}`, [found, nothing])),
    ...packages.changed.map((found) => rowOf(found, versions(found), [found.from, found.to])),
  ].sort((a, b) => Math.abs(b.zippedBytes) - Math.abs(a.zippedBytes));

const nothing: Share = { files: 0, zippedBytes: 0, unpackedBytes: 0 };

const rowOf = (
  { name }: Pick<InspectedPackage, 'name'>,
  change: string,
  [from, to]: readonly [from: Share, to: Share],
): Row => {
  const zippedBytes = to.zippedBytes - from.zippedBytes;
  return {
    zippedBytes,
    cells: [
      name,
      change,
      formatDifference(zippedBytes),
      formatDifference(to.unpackedBytes - from.unpackedBytes),
    ],
  };
};

const versions = ({ from, to }: ChangedPackage): string =>
  from.version === to.version ? `${to.version}, other files` : `${from.version} → ${to.version}`;

const describeFindings = (
  title: string,
  findings: readonly Finding[],
  emphasise: (text: string) => string,
): readonly string[] => {
  if (findings.length === 0) return [];
  const codes = new Map<string, number>();
  for (const { code } of findings) codes.set(code, (codes.get(code) ?? 0) + 1);
  const counted = [...codes].map(([code, count]) => (count === 1 ? code : `${code} (${count})`));
  return [`  ${emphasise(title)}: ${formatCount(findings.length, 'finding')}: ${counted.join(', ')}`];
};
