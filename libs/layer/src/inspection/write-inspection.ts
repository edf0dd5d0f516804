import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LayerInspection } from '@layerkit/packaging';
import { plainPalette } from '@layerkit/terminal';
import { describeZip } from './describe-zip.ts';
import { formatInspection } from './format-inspection.ts';
import type { InspectionFormat } from './inspection-format.ts';

/** Writes an inspection beside its zip. Returns what to tell: the verdict, and where the rest is. */
export const writeInspection = async (
  directory: string,
  inspected: LayerInspection,
  format: Exclude<InspectionFormat, 'table'>,
): Promise<readonly string[]> => {
  const path = join(directory, `inspection.${format}`);
  await writeFile(path, `${formatInspection(inspected, format)}\n`);
  return [...describeZip(inspected.inspection, plainPalette), `  ${path}`];
};
