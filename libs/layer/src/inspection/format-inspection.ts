import { renderReport, thisRun, type KnownLayer } from '@layerkit/report';
import { formatJson } from '@layerkit/failure';
import { showLine, type Palette } from '@layerkit/terminal';
import type { LayerInspection } from '@layerkit/audit/inspect';
import { describeInspection } from './describe-inspection.ts';
import type { InspectionFormat } from '@layerkit/report/lines';

/** An inspection with what the files next to the zip say about its layer. */
export interface InspectedLayer extends LayerInspection {
  readonly layer?: KnownLayer | undefined;
}

/**
 * Returns the whole text of an inspection in a format, without a trailing newline. Only tables use the
 * palette.
 */
export const formatInspection = (
  inspected: InspectedLayer,
  format: InspectionFormat,
  palette?: Palette,
): string => formatters[format](inspected, palette);

type Formatter = (inspected: InspectedLayer, palette: Palette | undefined) => string;

const formatters: Readonly<Record<InspectionFormat, Formatter>> = {
  table: ({ inspection }, palette) => describeInspection(inspection, palette).map(showLine).join('\n'),
  json: ({ inspection }) => formatJson(inspection),
  html: (inspected) => renderReport({ ...inspected, run: thisRun() }),
};
