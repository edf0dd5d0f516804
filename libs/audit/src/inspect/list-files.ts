import { entryBytes } from '@layerkit/zip/writing';
import type { AuditSubject } from '../subject/subject.ts';

/** A file of a zip with its sizes in bytes. `zippedBytes` includes the headers of the entry. */
export interface InspectedFile {
  readonly path: string;
  /** The distribution that claims it. */
  readonly package?: string;
  readonly zippedBytes: number;
  readonly unpackedBytes: number;
}

/** Lists the files of a zip, in the order of the subject. */
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
