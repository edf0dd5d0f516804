import { createHash } from 'node:crypto';
import type { FileWindow } from '@layerkit/zip/files';
import { type BinaryHeaders, parseExtensionName } from '@layerkit/binary-formats';
import type { AuditedFile } from './audited-file.ts';

/** The facts in a file’s headers, or null if the file is not a binary. */
export type KnownHeaders = BinaryHeaders | null;

/** The facts found in a file’s headers, with the key of its bytes. */
export interface HeadersFound {
  readonly file: AuditedFile;
  readonly key: string;
  readonly headers: KnownHeaders;
}

/**
 * A store of facts found earlier about binaries. It is searched by the bytes in the audited zip, never by a
 * file’s name or origin, so the finished zip is still what is checked.
 */
export interface KnownBinaries {
  /** Returns the known facts about files like these, by the key of their bytes. */
  recall(files: readonly AuditedFile[]): Promise<ReadonlyMap<string, KnownHeaders>>;
  keep(found: readonly HeadersFound[]): Promise<void>;
}

/**
 * Returns the key of a file: the SHA-256 of its packed bytes in the zip, and everything else that reading its
 * headers depends on.
 */
export const keyOf = ({ path, packed }: AuditedFile, zip: FileWindow): string => {
  const hash = createHash('sha256');
  for (let done = 0; done < packed.compressedBytes; done += pieceBytes) {
    const piece = zip.bytes(packed.dataOffset + done, Math.min(pieceBytes, packed.compressedBytes - done));
    // Bytes missing from the zip are part of the key; reading the file then finds the damage.
    hash.update(piece ?? 'cut off');
  }
  const name = parseExtensionName(path);
  const readAs = name === undefined ? '' : name.tag === undefined ? name.module : '*';
  return [hash.digest('base64url'), packed.method, packed.unpackedBytes, readAs].join(' ');
};

/** The size of a window. */
const pieceBytes = 1 << 16;
