import { mostMetadataBytes } from '@layerkit/wheels/metadata';
import { compareUnits } from '@layerkit/zip/writing';
import type { AuditedFile } from '../subject/subject.ts';

/** A `.dist-info` or `.egg-info` in a root, with the files in it that an audit reads, by name. */
export interface MetadataDirectory {
  /** The path in the zip, with a `/` at its end, or without one for an `.egg-info` that is a file. */
  readonly path: string;
  /** `boto3-1.40.0.dist-info` */
  readonly name: string;
  /** The folder that contains it, with a `/` at its end. */
  readonly root: string;
  readonly kind: 'dist-info' | 'egg-info';
  readonly files: ReadonlyMap<string, AuditedFile>;
  /** Paths of such files that are larger than any real ones. */
  readonly tooLarge: readonly string[];
}

/**
 * Finds the metadata directories directly below a root, sorted by path. The metadata of vendored packages is
 * not among them.
 */
export const findMetadataDirectories = (
  files: readonly AuditedFile[],
  roots: readonly string[],
): readonly MetadataDirectory[] => {
  const found = new Map<string, Found>();
  let room = mostBytes.together;
  for (const file of files) {
    const place = placeOf(file.path, roots);
    if (place === undefined) continue;
    const { inside, ...directory } = place;
    const known: Found = found.get(directory.path) ?? {
      ...directory,
      files: new Map<string, AuditedFile>(),
      tooLarge: [],
    };
    found.set(directory.path, known);
    if (!readNames[directory.kind].includes(inside)) continue;
    const { unpackedBytes } = file.packed;
    if (unpackedBytes > Math.min(mostBytes.each, room)) {
      known.tooLarge.push(file.path);
      continue;
    }
    room -= unpackedBytes;
    known.files.set(inside, file);
  }
  return [...found.values()].sort((a, b) => compareUnits(a.path, b.path));
};

type Found = MetadataDirectory & {
  readonly files: Map<string, AuditedFile>;
  readonly tooLarge: string[];
};

/** A RECORD of 18,000 files has two megabytes. All metadata of a layer of Lambda’s size has less than ten. */
const mostBytes = { each: mostMetadataBytes, together: 1 << 25 };

/** The files to read in each kind of directory. An `.egg-info` that is a file counts as its own PKG-INFO. */
const readNames = {
  'dist-info': ['METADATA', 'RECORD', 'entry_points.txt', 'top_level.txt'],
  'egg-info': ['PKG-INFO', 'entry_points.txt', 'top_level.txt'],
};

const kinds = ['dist-info', 'egg-info'] as const;

const placeOf = (
  path: string,
  roots: readonly string[],
): (Omit<MetadataDirectory, 'files' | 'tooLarge'> & { readonly inside: string }) | undefined => {
  if (!path.includes('-info')) return undefined;
  for (const root of roots) {
    if (!path.startsWith(root)) continue;
    const rest = path.slice(root.length);
    const cut = rest.indexOf('/');
    const [name, inside] = cut < 0 ? [rest, undefined] : [rest.slice(0, cut), rest.slice(cut + 1)];
    const kind = kinds.find((known) => name.endsWith(`.${known}`));
    if (kind === undefined || (inside === undefined && kind === 'dist-info')) continue;
    const end = inside === undefined ? '' : '/';
    return {
      path: `${root}${name}${end}`,
      name,
      root,
      kind,
      inside: inside ?? 'PKG-INFO',
    };
  }
  return undefined;
};
