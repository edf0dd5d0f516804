import type { Inspection } from '@layerkit/artifact/inspection';
import { formatTarget, quotas } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, formatShare, type Palette } from '@layerkit/terminal';
import { describeVerdict } from '@layerkit/report/lines';

/** Returns lines with the zip, its target, the verdict, and its sizes as shares of Lambda’s limits. */
export const describeZip = (inspection: Inspection, palette: Palette): readonly string[] => {
  const { zip, target } = inspection;
  return [
    `${palette.strong(`${zip.file} for ${formatTarget(target)}`)}: ${describeVerdict(inspection, palette)}`,
    `  zipped    ${share(zip.bytes, quotas.zipInRequest)} that Lambda takes in a request`,
    `  unpacked  ${share(zip.unpackedBytes, quotas.unpacked)} that a function and its layers may have, ${formatCount(zip.entries, 'entry', 'entries')}`,
    palette.faint(`  sha256    ${zip.sha256}`),
  ];
};

const share = (bytes: number, limit: number): string =>
  `${formatBytes(bytes)}, ${formatShare(bytes, limit)} of the ${formatBytes(limit)}`;
