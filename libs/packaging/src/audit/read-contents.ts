import { closeSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { openWindow } from '../archive/file-window.ts';
import { inflateBatch } from '../archive/inflate-batch.ts';
import type { AuditedFile } from './subject.ts';

/** What stands in a file; undefined where it is damaged. */
export interface AuditedContent {
  readonly file: AuditedFile;
  readonly content: Buffer | undefined;
}

const batchBytes = 1 << 20;

/** Unpacks small files of the zip, in batches; a content is valid until the next is asked for. */
export const readContents = async function* (
  zipPath: string,
  files: readonly AuditedFile[],
): AsyncGenerator<AuditedContent> {
  if (files.length === 0) return;
  const { size } = await stat(zipPath);
  const fd = openSync(zipPath, 'r');
  try {
    const window = openWindow(fd, size);
    for (const batch of cutIntoBatches(files)) {
      const inflated = await inflateBatch(batch.map(({ packed }) => ({ open: () => window, packed })));
      yield* batch.map((file, at) => ({ file, content: inflated.contents[at] }));
      inflated.release();
    }
  } finally {
    closeSync(fd);
  }
};

const cutIntoBatches = (files: readonly AuditedFile[]): readonly (readonly AuditedFile[])[] => {
  const batches: AuditedFile[][] = [];
  let room = 0;
  for (const file of [...files].sort((a, b) => a.packed.dataOffset - b.packed.dataOffset)) {
    room -= file.packed.unpackedBytes;
    if (room < 0) room = batchBytes - file.packed.unpackedBytes;
    else {
      batches.at(-1)?.push(file);
      continue;
    }
    batches.push([file]);
  }
  return batches;
};
