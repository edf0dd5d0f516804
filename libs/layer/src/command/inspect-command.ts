import { writeFile } from 'node:fs/promises';
import { LayerkitError, messageOf } from '@layerkit/failure';
import { openPalette, showLine } from '@layerkit/terminal';
import { inspectLayer, type LayerInspection } from '@layerkit/audit/inspect';
import { hasErrors } from '@layerkit/report/lines';
import { describeZip } from '../inspection/describe-zip.ts';
import { formatInspection } from '../inspection/format-inspection.ts';
import { openZips } from '../inspection/open-zips.ts';
import { chooseTarget } from './choose-target.ts';
import type { InspectOptions } from './parse-command-line.ts';

/**
 * Runs `layerkit inspect`. Returns the exit code: 1 if a finding is an error, otherwise 0.
 * @throws LayerkitError inspect/*, layer-version/*, aws/*
 */
export const inspectCommand = async (options: InspectOptions): Promise<0 | 1> => {
  const zips = openZips();
  try {
    const zip = await zips.open(options.zip);
    const target = options.target ?? chooseTarget(zip);
    const baseline = options.baseline === undefined ? undefined : await zips.open(options.baseline);
    const inspected = await inspectLayer({ ...zip, target, baseline });
    await report(inspected, options);
    return hasErrors(inspected.inspection) ? 1 : 0;
  } finally {
    await zips.close();
  }
};

const report = async (inspected: LayerInspection, { format, output }: InspectOptions): Promise<void> => {
  if (output === undefined) {
    console.log(formatInspection(inspected, format, openPalette()));
    return;
  }
  const text = formatInspection(inspected, format);
  await writeFile(output, `${text}\n`).catch((cause: unknown) => {
    throw notWritten(output, cause);
  });
  const verdict = describeZip(inspected.inspection, openPalette(process.stderr));
  for (const line of [...verdict, `Written to ${output}`]) console.error(showLine(line));
};

const notWritten = (output: string, cause: unknown): LayerkitError =>
  new LayerkitError({
    code: 'command/misused',
    message: `can’t write ${output}: ${messageOf(cause)}`,
    hint: 'Set --output to a path in an existing folder.',
    cause,
  });
