import type { Target } from '@layerkit/platform-resolution';
import {
  fileType,
  type ListedEntry,
  listZip,
  nameProblem,
  openWindow,
  sortByName,
  withInputFile,
} from '@layerkit/zip';
import { readDistributions } from '../distributions/read-distributions.ts';
import { findOwners } from './find-owners.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import { readContents } from '../subject/read-contents.ts';
import { findLayout, type Layout } from '../layout/find-layout.ts';
import type { AuditedFile } from '../subject/subject.ts';

export interface SubjectRequest {
  readonly zipPath: string;
  readonly target: Target;
  /** Paths in the zip that prune rules dropped; by default none. */
  readonly dropped?: ReadonlySet<string> | undefined;
  /** Distributions that someone asked for by name, normalised; by default none is known. */
  readonly requested?: ReadonlySet<string> | undefined;
  /** Whether it is known to be made of whole wheels and own sources. */
  readonly isMadeOfWheels?: boolean | undefined;
}

/**
 * Lists a zip that any tool may have made. What is wrong with it is in `problems`: it is for the auditors to say.
 * @throws a system error when the file can’t be read at all
 */
export const openSubject = async (request: SubjectRequest): Promise<OpenedSubject> => {
  const { zipPath, target, dropped = new Set(), requested = new Set(), isMadeOfWheels } = request;
  const { bytes, entries, problems } = withInputFile(zipPath, (fd, file) => ({
    bytes: file.bytes,
    ...listZip(openWindow(fd, file.bytes)),
  }));
  const files = filesOf(entries);
  const layout = findLayout(
    files.map(({ path }) => path),
    target,
  );
  const pythonRoots = meantRoots(layout);
  const distributions = await readDistributions({ files, pythonRoots }, (wanted) =>
    readContents(zipPath, wanted),
  );
  return {
    zipPath,
    target,
    bytes,
    entries,
    problems,
    files,
    layout,
    pythonRoots,
    distributions,
    ownerOf: findOwners(distributions, pythonRoots),
    dropped,
    requested,
    isMadeOfWheels,
  };
};

/** A folder for another Python beside the right one is not for the target: the layer is for several runtimes. */
const meantRoots = ({ imported, misplaced }: Layout): readonly string[] => [
  ...imported,
  ...misplaced.filter(({ kind }) => kind !== 'other-python' || imported.length === 0).map(({ root }) => root),
];

/** What can be unpacked to a path below the root: one file for each path, the last of several; sorted. */
const filesOf = (entries: readonly ListedEntry[]): readonly AuditedFile[] => {
  const files = new Map<string, AuditedFile>();
  for (const { name, mode, packed } of entries) {
    const path = plainPath(name);
    if (packed === undefined || path === undefined || isDirectory(path, mode)) continue;
    files.set(path, { path, mode, packed });
  }
  return sortByName([...files.values()], ({ path }) => path);
};

/** Directories are marked by their name; some writers say it by the mode alone. */
export const isDirectory = (name: string, mode: number): boolean =>
  name.endsWith('/') || (mode & fileType.mask) === fileType.directory;

/** `./python//a.py` as every unpacker takes it: `python/a.py`. Undefined where it is no path below the root. */
const plainPath = (name: string): string | undefined => {
  if (nameProblem(name) === undefined) return name;
  const plain = withoutEmptyParts(name);
  return isHarmless(name) && plain !== '' ? plain : undefined;
};

/** Whether a name that is no plain path becomes one without its empty and “.” parts, or is the root itself. */
export const isHarmless = (name: string): boolean => {
  const plain = withoutEmptyParts(name);
  return name !== '' && !name.startsWith('/') && (plain === '' || nameProblem(plain) === undefined);
};

const withoutEmptyParts = (name: string): string => name.replace(/(?<=^|\/)(?:\.?\/)+/g, '');
