import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPalette, plainPalette } from '@layerkit/terminal';
import type { LayerInspection } from '@layerkit/audit/inspect';
import { describeInspection } from './describe-inspection.ts';
import { describeZip } from './describe-zip.ts';
import { formatInspection } from './format-inspection.ts';
import type { InspectionFormat } from './inspection-format.ts';

/**
 * Writes an inspection next to its zip, as JSON and, for the format html, as a page. Returns the lines to
 * print: the whole table, or the verdict with the path of the file.
 */
export const writeInspection = async (
  directory: string,
  inspected: LayerInspection,
  format: InspectionFormat,
): Promise<readonly string[]> => {
  const write = async (kind: 'json' | 'html'): Promise<string> => {
    const path = join(directory, `inspection.${kind}`);
    await writeFile(path, `${formatInspection(inspected, kind)}\n`);
    return path;
  };
  const json = await write('json');
  if (format === 'table') return describeInspection(inspected.inspection, openPalette());
  const path = format === 'html' ? await write(format) : json;
  return [...describeZip(inspected.inspection, plainPalette), `  ${path}`];
};

/** Deletes the files of an earlier run. */
export const forgetInspection = async (directory: string): Promise<void> => {
  for (const kind of ['json', 'html']) await rm(join(directory, `inspection.${kind}`), { force: true });
};
