import { folderOf } from '../layout/roots.ts';
import { isDirectory } from '../opening/open-subject.ts';
import type { AuditedFile } from '../subject/subject.ts';
import type { StackZip } from './stack.ts';

/** A file of a layer. */
export interface PlacedFile {
  readonly zip: StackZip;
  readonly file: AuditedFile;
}

/** A file that a later layer overwrites. */
export interface Overwrite {
  readonly path: string;
  readonly below: PlacedFile;
  readonly above: PlacedFile;
  /** Whether both have the same size and CRC-32, which the audit of each zip compares with the content. */
  readonly same: boolean;
}

/** A path that is a file in one layer and a folder in another. */
export interface PathClash {
  readonly path: string;
  readonly file: StackZip;
  readonly folder: StackZip;
}

/** /opt, as Lambda makes it from the layers. */
export interface MergedLayers {
  /** The files that remain, by path. */
  readonly files: ReadonlyMap<string, PlacedFile>;
  readonly overwrites: readonly Overwrite[];
  readonly clashes: readonly PathClash[];
}

/** Merges layers by path, in order. Takes time in proportion to their files. */
export const mergeLayers = (layers: readonly StackZip[]): MergedLayers => {
  const files = new Map<string, PlacedFile>();
  const overwrites: Overwrite[] = [];
  for (const zip of layers)
    for (const file of zip.subject.files) {
      const above = { zip, file };
      const below = files.get(file.path);
      if (below !== undefined)
        overwrites.push({ path: file.path, below, above, same: isSame(below.file, file) });
      files.set(file.path, above);
    }
  return { files, overwrites, clashes: findClashes(layers) };
};

const isSame = (a: AuditedFile, b: AuditedFile): boolean =>
  a.packed.crc32 === b.packed.crc32 && a.packed.unpackedBytes === b.packed.unpackedBytes;

/** A clash inside one zip is a finding about that zip. */
const findClashes = (layers: readonly StackZip[]): readonly PathClash[] => {
  const folders = new Map<string, StackZip>();
  const add = (folder: string, zip: StackZip): void => {
    for (let at = folder; at !== '' && !folders.has(at); at = folderOf(at)) folders.set(at, zip);
  };
  for (const zip of layers) {
    for (const { path } of zip.subject.files) add(folderOf(path), zip);
    for (const { name, mode } of zip.subject.entries)
      if (isDirectory(name, mode)) add(name.replace(/\/?$/, '/'), zip);
  }
  return layers.flatMap((file) =>
    file.subject.files.flatMap(({ path }) => {
      const folder = folders.get(`${path}/`);
      return folder === undefined || folder === file ? [] : [{ path, file, folder }];
    }),
  );
};
