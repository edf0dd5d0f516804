import { inspectStack } from '@layerkit/audit/inspect';
import { hasErrors } from '@layerkit/report/lines';
import { describeStackSize, formatStack } from '@layerkit/report/stack';
import { openStackedZips } from '../inspection/open-stacked-zips.ts';
import { chooseStackTarget } from './choose-target.ts';
import type { InspectStackOptions } from './parse-command-line.ts';
import { printReport } from './print-report.ts';

/**
 * Runs `layerkit inspect --stack`. Returns the exit code: 1 if a finding is an error, otherwise 0.
 * @throws LayerkitError inspect/*, layer-version/*, aws/*
 */
export const inspectStackCommand = async (options: InspectStackOptions): Promise<0 | 1> => {
  const stack = await openStackedZips(options);
  const target = options.target ?? chooseStackTarget(stack);
  const { inspection } = await inspectStack({ ...stack, target });
  await printReport(
    {
      text: (format, palette) => formatStack(inspection, format, palette),
      verdict: (palette) => describeStackSize(inspection, palette),
    },
    options,
  );
  return hasErrors(inspection) ? 1 : 0;
};
