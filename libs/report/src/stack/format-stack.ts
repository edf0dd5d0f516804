import type { StackInspection } from '@layerkit/artifact/inspection';
import { formatJson } from '@layerkit/failure';
import { plainPalette, showLine, type Palette } from '@layerkit/terminal';
import type { InspectionFormat } from '../inspection-format.ts';
import { thisRun } from '../report.ts';
import { describeStack } from './describe-stack.ts';
import { renderStack } from './render-stack.ts';

/**
 * Returns the whole text of a stack’s inspection in a format, without a trailing newline. Only tables use the palette.
 */
export const formatStack = (
  inspection: StackInspection,
  format: InspectionFormat,
  palette: Palette = plainPalette,
): string => formatters[format](inspection, palette);

type Formatter = (inspection: StackInspection, palette: Palette) => string;

const formatters: Readonly<Record<InspectionFormat, Formatter>> = {
  table: (inspection, palette) => describeStack(inspection, palette).map(showLine).join('\n'),
  json: formatJson,
  html: (inspection) => renderStack(inspection, thisRun()),
};
