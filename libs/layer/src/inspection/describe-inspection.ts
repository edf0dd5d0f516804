import type { Inspection } from '@layerkit/artifact/inspection';
import { plainPalette, type Palette } from '@layerkit/terminal';
import { describeBinaries } from './describe-binaries.ts';
import { describeComparison } from './describe-comparison.ts';
import { describeFindings } from '@layerkit/report/lines';
import { describeOrigin } from './describe-origin.ts';
import { describePackages } from './describe-packages.ts';
import { describeZip } from './describe-zip.ts';

/** Returns an inspection as lines that fit on a screen, the verdict first. */
export const describeInspection = (
  inspection: Inspection,
  palette: Palette = plainPalette,
): readonly string[] => [
  ...describeZip(inspection, palette),
  ...describeOrigin(inspection, palette),
  ...describeFindings(inspection, palette),
  '',
  ...describePackages(inspection, palette),
  '',
  ...describeBinaries(inspection, palette),
  ...describeComparison(inspection, palette),
];
