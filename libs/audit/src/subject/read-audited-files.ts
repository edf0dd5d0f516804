import { closeSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { openWindow } from '@layerkit/zip/files';
import { cutIntoBatches, inflateBatch } from '@layerkit/zip/unpacking';
import type { AuditedFile, AuditSubject } from './subject.ts';

/** A file with its content, which is undefined if the file is damaged. */
export interface AuditedContent {
  readonly file: AuditedFile;
  readonly content: Buffer | undefined;
}

const batchBytes = 1 << 20;

/**
 * Unpacks small files of a zip, in batches. Each content is valid until the next one is requested. Yields nothing
 * of a zip that is too large.
 */
export const readAuditedFiles = async function* (
  { zipPath, contents }: Pick<AuditSubject, 'zipPath' | 'contents'>,
  files: readonly AuditedFile[],
): AsyncGenerator<AuditedContent> {
  if (files.length === 0 || contents === 'too-large') return;
  const { size } = await stat(zipPath);
  const fd = openSync(zipPath, 'r');
  try {
    const window = openWindow(fd, size);
    const inOrder = [...files].sort((a, b) => a.packed.dataOffset - b.packed.dataOffset);
    for (const batch of cutIntoBatches(inOrder, ({ packed }) => packed.unpackedBytes, batchBytes)) {
      const inflated = await inflateBatch(batch.map(({ packed }) => ({ open: () => window, packed })));
      yield* batch.map((file, at) => ({ file, content: inflated.contents[at] }));
      inflated.release();
    }
  } finally {
    closeSync(fd);
  }
};
