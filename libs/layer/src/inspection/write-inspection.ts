import { writeInspectionFile } from '@layerkit/artifact/inspection';
import { openPalette, plainPalette } from '@layerkit/terminal';
import { describeInspection } from './describe-inspection.ts';
import { describeZip } from './describe-zip.ts';
import { formatInspection, type InspectedLayer } from './format-inspection.ts';
import type { InspectionFormat } from '@layerkit/report/lines';

/**
 * Writes an inspection next to its zip, as JSON and, for the format html, as a page. Returns the lines to
 * print: the whole table, or the verdict with the path of the file.
 */
export const writeInspection = async (
  directory: string,
  inspected: InspectedLayer,
  format: InspectionFormat,
): Promise<readonly string[]> => {
  const write = (kind: 'json' | 'html'): Promise<string> =>
    writeInspectionFile(directory, kind, formatInspection(inspected, kind));
  const json = await write('json');
  if (format === 'table') return describeInspection(inspected.inspection, openPalette());
  const path = format === 'html' ? await write(format) : json;
  return [...describeZip(inspected.inspection, plainPalette), `  ${path}`];
};
