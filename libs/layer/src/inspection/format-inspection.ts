import { LayerkitError } from '@layerkit/failure';
import type { LayerInspection } from '@layerkit/packaging';
import type { Palette } from '@layerkit/terminal';
import { describeInspection } from './describe-inspection.ts';

export const inspectionFormats = ['table', 'json'] as const;

export type InspectionFormat = (typeof inspectionFormats)[number];

/** @throws LayerkitError command/misused, naming the formats there are */
export const parseInspectionFormat = (text: string): InspectionFormat => {
  const known = inspectionFormats.find((format) => format === text);
  if (known !== undefined) return known;
  throw new LayerkitError({
    code: 'command/misused',
    message: `“${text}” is no format of an inspection`,
    hint: `Formats: ${inspectionFormats.join(', ')}.`,
  });
};

/** The whole text of an inspection in a format, without a newline at its end. The palette is for tables alone. */
export const formatInspection = (
  inspected: LayerInspection,
  format: InspectionFormat,
  palette?: Palette,
): Promise<string> => formatters[format](inspected, palette);

type Formatter = (inspected: LayerInspection, palette: Palette | undefined) => Promise<string>;

const formatters: Readonly<Record<InspectionFormat, Formatter>> = {
  table: ({ inspection }, palette) => Promise.resolve(describeInspection(inspection, palette).join('\n')),
  json: ({ inspection }) => Promise.resolve(JSON.stringify(inspection, null, 2)),
};
