import { createHash } from 'node:crypto';
import type { FileWindow } from '@layerkit/zip';
import { type BinaryHeaders, parseExtensionName } from '@layerkit/binary-formats';
import type { AuditedFile } from './audited-file.ts';

/** What the headers of a file’s bytes say; null where the bytes are no binary. */
export type KnownHeaders = BinaryHeaders | null;

/** What was found of a file, under the key of its bytes. */
export interface HeadersFound {
  readonly file: AuditedFile;
  readonly key: string;
  readonly headers: KnownHeaders;
}

/**
 * Where it stands what was found of binaries before. It is looked up by the bytes as they lie in the zip that is
 * audited, never by a file’s name or what it was made from: what is checked is still the finished zip.
 */
export interface BinaryNotes {
  /** What is known of files like these, by the key of their bytes. */
  recall(files: readonly AuditedFile[]): Promise<ReadonlyMap<string, KnownHeaders>>;
  keep(found: readonly HeadersFound[]): Promise<void>;
}

/** The SHA-256 of an entry’s packed bytes in the zip, and all else that reading its headers depends on. */
export const keyOf = ({ path, packed }: AuditedFile, zip: FileWindow): string => {
  const hash = createHash('sha256');
  for (let done = 0; done < packed.compressedBytes; done += pieceBytes) {
    const piece = zip.bytes(packed.dataOffset + done, Math.min(pieceBytes, packed.compressedBytes - done));
    // What the zip does not have any more is read, and found to be damaged.
    hash.update(piece ?? 'cut off');
  }
  const name = parseExtensionName(path);
  const readAs = name === undefined ? '' : name.tag === undefined ? name.module : '*';
  return [hash.digest('base64url'), packed.method, packed.unpackedBytes, readAs].join(' ');
};

/** As much as a window holds. */
const pieceBytes = 1 << 16;
