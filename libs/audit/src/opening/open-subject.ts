import { quotas, type Target } from '@layerkit/platform-resolution';
import type { ZipRole } from '@layerkit/platform-resolution/layout';
import { fileType, type ListedEntry, listZipFile, nameProblem } from '@layerkit/zip';
import { sortByName } from '@layerkit/zip/writing';
import { readDistributions } from '../distributions/read-distributions.ts';
import { markPrograms } from './mark-programs.ts';
import { findOwners } from './find-owners.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import { readAuditedFiles } from '../subject/read-audited-files.ts';
import { findLayout, type Layout } from '../layout/find-layout.ts';
import type { AuditedFile, ProvidedDistribution } from '../subject/subject.ts';

export interface SubjectRequest {
  readonly zipPath: string;
  readonly target: Target;
  /** Whether it is a layer, the default, or a function. */
  readonly role?: ZipRole | undefined;
  /** Whether a function has layers. */
  readonly hasLayers?: boolean | undefined;
  /** Paths in the zip that prune rules dropped; by default none. */
  readonly dropped?: ReadonlySet<string> | undefined;
  /** Paths beside the packages that layer.json puts into the layer; by default none. */
  readonly places?: readonly string[] | undefined;
  /** Normalized names of distributions that were requested by name; by default none. */
  readonly requested?: ReadonlySet<string> | undefined;
  /** Distributions that other layers have; by default none. */
  readonly provided?: readonly ProvidedDistribution[] | undefined;
  /** Whether the zip is known to consist of whole wheels and own code. */
  readonly isMadeOfWheels?: boolean | undefined;
  /** Whether the content of every entry is known to be sound, because it was checked before it was copied. */
  readonly isProven?: boolean | undefined;
}

/**
 * Opens a zip made by any tool for an audit. Its defects are in `problems`, for the auditors to report.
 * @throws a system error when the file can’t be read at all
 */
export const openSubject = async (request: SubjectRequest): Promise<OpenedSubject> => {
  const {
    zipPath,
    target,
    role,
    hasLayers,
    dropped = new Set(),
    requested = new Set(),
    isMadeOfWheels,
    isProven,
  } = request;
  const { bytes, entries, problems } = listZipFile(zipPath);
  const files = filesOf(entries);
  const layout =
    role === 'function'
      ? functionLayout
      : await markPrograms(
          findLayout(
            files.map(({ path }) => path),
            target,
          ),
          files,
          zipPath,
        );
  const pythonRoots = role === 'function' ? [''] : intendedRoots(layout);
  const distributions = await readDistributions({ files, pythonRoots }, (wanted) =>
    readAuditedFiles({ zipPath }, wanted),
  );
  return {
    zipPath,
    target,
    role,
    hasLayers,
    bytes,
    entries,
    problems,
    files,
    layout,
    pythonRoots,
    distributions,
    ownerOf: findOwners(distributions, pythonRoots),
    dropped,
    places: request.places ?? [],
    provided: request.provided,
    requested,
    isMadeOfWheels,
    contents:
      unpackedBytesOf(entries) > quotas.unpacked ? 'too-large' : isProven === true ? 'proven' : undefined,
  };
};

/** Python runs no `.pth` file and no `sitecustomize` of a function: its folder joins sys.path after the start. */
const functionLayout: Layout = { imported: [], misplaced: [], virtualEnvironments: [] };

/** Returns the unpacked size of entries in bytes, according to the directory of the zip. */
export const unpackedBytesOf = (entries: readonly ListedEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);

/**
 * Returns the folders with modules for the target. A folder for another Python next to the right one does not
 * count: the layer is for several runtimes.
 */
const intendedRoots = ({ imported, misplaced }: Layout): readonly string[] => [
  ...imported,
  ...misplaced.filter(({ kind }) => kind !== 'other-python' || imported.length === 0).map(({ root }) => root),
];

/**
 * Returns the files that can be unpacked to a path below the root, sorted. If several have one path, the last
 * one counts.
 */
const filesOf = (entries: readonly ListedEntry[]): readonly AuditedFile[] => {
  const files = new Map<string, AuditedFile>();
  for (const { name, mode, packed } of entries) {
    const path = plainPath(name);
    if (packed === undefined || path === undefined || isDirectory(path, mode)) continue;
    files.set(path, { path, mode, packed });
  }
  return sortByName([...files.values()], ({ path }) => path);
};

/** Returns whether an entry is a directory, by its name or, as some tools write it, by its mode alone. */
export const isDirectory = (name: string, mode: number): boolean =>
  name.endsWith('/') || (mode & fileType.mask) === fileType.directory;

/**
 * Returns a name as every program unpacks it: `python/a.py` for `./python//a.py`. Returns undefined if it is
 * not a path below the root.
 */
const plainPath = (name: string): string | undefined => {
  if (nameProblem(name) === undefined) return name;
  const plain = withoutEmptyParts(name);
  return isHarmless(name) && plain !== '' ? plain : undefined;
};

/** Returns whether a name is the root itself, or a valid path once its empty and “.” parts are removed. */
export const isHarmless = (name: string): boolean => {
  const plain = withoutEmptyParts(name);
  return name !== '' && !name.startsWith('/') && (plain === '' || nameProblem(plain) === undefined);
};

const withoutEmptyParts = (name: string): string => name.replace(/(?<=^|\/)(?:\.?\/)+/g, '');
