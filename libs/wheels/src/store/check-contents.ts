import { formatNumber } from '@layerkit/failure';
import { closeSync } from 'node:fs';
import { firstProblems, quoteName, type ReportProblem } from '@layerkit/zip';
import { openWindow, reopenInputFile } from '@layerkit/zip/files';
import { findDamaged, inflateBatch } from '@layerkit/zip/unpacking';
import { type CoreMetadata, mostMetadataBytes, parseMetadata } from '../metadata/parse-metadata.ts';
import type { ListedWheel } from '../wheel/check-digests.ts';
import { formatRelease, isSameRelease } from '../wheel/same-release.ts';
import type { WheelNotes } from './wheel-notes.ts';

export interface ContentsRequest {
  readonly wheels: readonly ListedWheel[];
  /** The store’s wheel facts. Without them, every wheel is unpacked. */
  readonly notes: WheelNotes | undefined;
  /** Is called with the wheel’s file name and the problem. */
  readonly report: ReportProblem;
}

/**
 * Checks that each entry of each wheel unpacks to the size and CRC-32 that the wheel says, and that METADATA has
 * the release of the lock. A wheel is unpacked once: then the store knows it by its digest.
 * @returns a function that stores the new facts. Call it only if the wheels match the lock.
 * @throws LayerkitError archive/invalid if a file changed after it was listed
 */
export const checkContents = async ({
  wheels,
  notes,
  report,
}: ContentsRequest): Promise<() => Promise<void>> => {
  const texts = await Promise.all(wheels.map(async ({ wheel }) => notes?.recall(wheel.sha256, noteName)));
  const fresh: (() => Promise<void> | undefined)[] = [];
  for (const [at, listed] of wheels.entries()) {
    const { wheel } = listed;
    const known = texts[at];
    const about = (problem: string): void => report(`${wheel.fileName}: ${problem}`);
    const found = known === undefined ? await unpackWheel(listed, about) : parseNote(known);
    if (found === undefined) continue;
    if (known === undefined) fresh.push(() => notes?.keep(wheel.sha256, noteName, JSON.stringify(found)));
    compareMetadata(found, listed, about);
  }
  return async () => {
    for (const keep of fresh) await keep();
  };
};

/** The name under which the store keeps the facts. Raise the number when a check is added. */
const noteName = 'contents-1';

/** What METADATA says. The note exists only if every entry is sound. */
type StatedRelease = Partial<Pick<CoreMetadata, 'name' | 'version'>>;

const parseNote = (text: string): StatedRelease =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- sealed, and its name says its format
  JSON.parse(text) as StatedRelease;

/** Unpacks every entry. Returns undefined after a problem. */
const unpackWheel = async (
  listed: ListedWheel,
  report: ReportProblem,
): Promise<StatedRelease | undefined> => {
  const { entries, file } = listed;
  const packed = entries
    .filter(({ directory }) => !directory)
    .map((entry) => ({ name: entry.name, packed: entry }));
  const damaged = await findDamaged(file.path, packed);
  firstProblems(damaged.map(({ name }) => `${quoteName(name)} has damaged content`)).forEach(report);
  return damaged.length > 0 ? undefined : readMetadata(listed, report);
};

const readMetadata = async (
  { file, entries, distInfo }: ListedWheel,
  report: ReportProblem,
): Promise<StatedRelease | undefined> => {
  const packed = entries.find(({ name }) => distInfo !== undefined && name === `${distInfo}/METADATA`);
  if (packed === undefined) return {};
  if (packed.unpackedBytes > mostMetadataBytes) {
    report(
      `has METADATA of ${formatNumber(packed.unpackedBytes)} bytes; at most ${formatNumber(mostMetadataBytes)} are read`,
    );
    return undefined;
  }
  const fd = reopenInputFile(file);
  try {
    const window = openWindow(fd, file.bytes);
    const { contents, release } = await inflateBatch([{ packed, open: () => window }]);
    const { name, version } = parseMetadata(contents[0] ?? Buffer.alloc(0));
    release();
    return { name, version };
  } finally {
    closeSync(fd);
  }
};

/** The audit reports METADATA without a name or a version. */
const compareMetadata = (stated: StatedRelease, { wheel }: ListedWheel, report: ReportProblem): void => {
  const release = { name: stated.name ?? wheel.name, version: stated.version ?? wheel.version };
  if (!isSameRelease(release, wheel))
    report(`has METADATA of ${formatRelease(release)}, but the lock has ${formatRelease(wheel)}`);
};
