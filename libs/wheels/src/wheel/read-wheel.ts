import { quoteName, readZipFile, type ReportProblem, type ZipEntry } from '@layerkit/zip';
import type { InputFile } from '@layerkit/zip/files';
import type { Wheel } from './wheel.ts';
import { findDistInfo } from './dist-info.ts';
import { placeFile } from './placement.ts';

/** A file of a wheel and its path below the layer's root. */
export interface PlacedFile {
  readonly path: string;
  readonly entry: ZipEntry;
}

export interface WheelContents {
  readonly file: InputFile;
  readonly placed: readonly PlacedFile[];
  readonly leftOut: readonly ZipEntry[];
}

/**
 * Lists a wheel strictly and returns the place of each file. It does not check the digest; see `checkDigests`.
 * @param report is called with every problem, without the wheel's name
 */
export const readWheel = (wheel: Wheel, report: ReportProblem): WheelContents => {
  const { file, entries } = readZipFile(wheel.path, report);
  const names = entries.map((entry) => entry.name);
  const distInfo = findDistInfo(names, wheel.fileName, report);
  return { file, ...placeAll(entries, distInfo, report) };
};

const placeAll = (
  entries: readonly ZipEntry[],
  distInfo: string | undefined,
  report: ReportProblem,
): Pick<WheelContents, 'placed' | 'leftOut'> => {
  const placed: PlacedFile[] = [];
  const leftOut: ZipEntry[] = [];
  for (const entry of entries) {
    if (entry.directory) continue;
    const placement = placeFile(entry.name, distInfo);
    if (placement.kind === 'refuse') report(`${quoteName(entry.name)} ${placement.reason}`);
    if (placement.kind === 'install') placed.push({ path: placement.path, entry });
    if (placement.kind === 'leave') leftOut.push(entry);
  }
  return { placed, leftOut };
};
