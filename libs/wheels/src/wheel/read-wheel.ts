import { formatNumber } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';
import { firstProblems, quoteName, readZipFile, type ReportProblem, type ZipEntry } from '@layerkit/zip';
import type { ListedWheel } from './check-digests.ts';
import type { Wheel } from './wheel.ts';
import { findDistInfo } from './dist-info.ts';
import { placeFile } from './placement.ts';

/** A file of a wheel and its path below the layer's root. */
export interface PlacedFile {
  readonly path: string;
  readonly entry: ZipEntry;
}

export interface WheelContents {
  readonly listed: ListedWheel;
  readonly placed: readonly PlacedFile[];
  readonly leftOut: readonly ZipEntry[];
}

/**
 * Lists a wheel strictly and returns the place of each file. It reads no content; see `checkDigests` and
 * `checkContents`.
 * @param report is called with the first problems and the number of the others, without the wheel's name
 */
export const readWheel = (wheel: Wheel, report: ReportProblem): WheelContents => {
  const problems: string[] = [];
  const add = (problem: string): unknown => problems.push(problem);
  const { file, entries: all } = readZipFile(wheel.path, add);
  const unpackedBytes = all.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (unpackedBytes > mostUnpacked)
    add(
      `unpacks to ${formatNumber(unpackedBytes)} bytes; at most ${formatNumber(mostUnpacked)} are unpacked`,
    );
  const entries = unpackedBytes > mostUnpacked ? [] : all;
  const names = entries.map((entry) => entry.name);
  const distInfo = findDistInfo(names, wheel, add);
  const places = placeAll(entries, distInfo, add);
  firstProblems(problems).forEach(report);
  return { listed: { wheel, file, entries, distInfo }, ...places };
};

/** Sixteen times what Lambda unpacks: pruning makes small layers of wheels that are larger than a layer may be. */
const mostUnpacked = 16 * quotas.unpacked;

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
