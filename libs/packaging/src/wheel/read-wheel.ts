import { openHashingWindow, openWindow } from '../archive/file-window.ts';
import { withInputFile, type InputFile } from '../archive/input-file.ts';
import { readZip } from '../archive/read-zip.ts';
import { quoteName, type ReportProblem, type ZipEntry } from '../archive/zip-entry.ts';
import type { Wheel } from '../store/wheel.ts';
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

export interface ReadWheelOptions {
  /** For reading through the whole file; its size is that of one read. */
  readonly buffer: Buffer;
  /** Takes every problem, the wheel's name not in it. */
  readonly report: ReportProblem;
}

/** Holds a wheel's bytes against its digest, lists them strictly and says where each file goes. */
export const readWheel = (wheel: Wheel, { buffer, report }: ReadWheelOptions): WheelContents =>
  withInputFile(wheel.path, (fd, file) => {
    const headers = openHashingWindow(fd, file.bytes, buffer);
    const entries = readZip(openWindow(fd, file.bytes, directoryWindow), { report, headers });
    const digest = headers.digest();
    if (digest !== wheel.sha256)
      report(`is not the file of the lock: sha256 ${digest} instead of ${wheel.sha256}`);
    const names = entries.map((entry) => entry.name);
    const distInfo = findDistInfo(names, wheel.fileName, report);
    return { file, ...placeAll(entries, distInfo, report) };
  });

/** Small: beside the directory itself only its end records are read through it. */
const directoryWindow = 1 << 12;

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
