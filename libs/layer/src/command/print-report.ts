import { writeFile } from 'node:fs/promises';
import { LayerkitError, messageOf } from '@layerkit/failure';
import type { InspectionFormat } from '@layerkit/report/lines';
import { openPalette, type Palette, showLine } from '@layerkit/terminal';

/** An inspection as the command can show it. */
export interface Printable {
  readonly text: (format: InspectionFormat, palette?: Palette) => string;
  /** A few lines with the result, for the terminal when the text goes to a file. */
  readonly verdict: (palette: Palette) => readonly string[];
}

export interface PrintOptions {
  readonly format: InspectionFormat;
  /** Undefined for stdout. */
  readonly output: string | undefined;
}

/** Prints a report to stdout, or writes it to a file. @throws LayerkitError command/misused */
export const printReport = async (
  { text, verdict }: Printable,
  { format, output }: PrintOptions,
): Promise<void> => {
  if (output === undefined) {
    console.log(text(format, openPalette()));
    return;
  }
  await writeFile(output, `${text(format)}\n`).catch((cause: unknown) => {
    throw notWritten(output, cause);
  });
  for (const line of [...verdict(openPalette(process.stderr)), `Written to ${output}`])
    console.error(showLine(line));
};

const notWritten = (output: string, cause: unknown): LayerkitError =>
  new LayerkitError({
    code: 'command/misused',
    message: `can’t write ${output}: ${messageOf(cause)}`,
    hint: 'Set --output to a path in an existing folder.',
    cause,
  });
