import { inspectLayer } from '@layerkit/audit/inspect';
import { hasErrors } from '@layerkit/report/lines';
import { describeZip } from '../inspection/describe-zip.ts';
import { formatInspection } from '../inspection/format-inspection.ts';
import { openZip } from '../inspection/open-zip.ts';
import { chooseTarget } from './choose-target.ts';
import type { InspectOptions } from './parse-command-line.ts';
import { printReport } from './print-report.ts';

/**
 * Runs `layerkit inspect`. Returns the exit code: 1 if a finding is an error, otherwise 0.
 * @throws LayerkitError inspect/*, layer-version/*, aws/*
 */
export const inspectCommand = async (options: InspectOptions): Promise<0 | 1> => {
  const zip = await openZip(options.zip);
  const target = options.target ?? chooseTarget(zip);
  const baseline = options.baseline === undefined ? undefined : await openZip(options.baseline);
  const inspected = { ...(await inspectLayer({ ...zip, target, baseline })), layer: zip.layer };
  await printReport(
    {
      text: (format, palette) => formatInspection(inspected, format, palette),
      verdict: (palette) => describeZip(inspected.inspection, palette),
    },
    options,
  );
  return hasErrors(inspected.inspection) ? 1 : 0;
};
