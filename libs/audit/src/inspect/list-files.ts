import { entryBytes } from '@layerkit/zip';
import type { AuditSubject } from '../subject/subject.ts';

/** A file of a zip and what it costs, in bytes; those zipped have the entry’s headers in them. */
export interface InspectedFile {
  readonly path: string;
  /** The distribution that claims it. */
  readonly package?: string;
  readonly zippedBytes: number;
  readonly unpackedBytes: number;
}

/** The files of a zip, in its own order. */
export const listFiles = ({ files, ownerOf }: AuditSubject): readonly InspectedFile[] =>
  files.map(({ path, packed }) => {
    const owner = ownerOf(path);
    return {
      path,
      ...(owner === undefined ? {} : { package: owner }),
      zippedBytes: entryBytes(path, packed.compressedBytes),
      unpackedBytes: packed.unpackedBytes,
    };
  });
