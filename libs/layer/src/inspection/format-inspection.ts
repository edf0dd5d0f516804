import { renderReport } from '@layerkit/report';
import type { Palette } from '@layerkit/terminal';
import type { LayerInspection } from '@layerkit/audit';
import { describeInspection } from './describe-inspection.ts';
import type { InspectionFormat } from './inspection-format.ts';

/**
 * The whole text of an inspection in a format, without a newline at its end. The palette is for tables alone.
 */
export const formatInspection = (
  inspected: LayerInspection,
  format: InspectionFormat,
  palette?: Palette,
): string => formatters[format](inspected, palette);

type Formatter = (inspected: LayerInspection, palette: Palette | undefined) => string;

const formatters: Readonly<Record<InspectionFormat, Formatter>> = {
  table: ({ inspection }, palette) => describeInspection(inspection, palette).join('\n'),
  json: ({ inspection }) => JSON.stringify(inspection, null, 2),
  html: ({ inspection, files }) =>
    renderReport({ inspection, files, host: `${process.platform}/${process.arch}` }),
};
