import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '@layerkit/artifact';

/** Texts beside the wheels of a store: what was worked out from a wheel’s bytes, to save working it out again. */
export interface WheelNotes {
  /** The whole text kept under that name; undefined where there is none, or it was damaged. */
  recall(sha256: Sha256, name: string): Promise<string | undefined>;
  /** Costs nothing but time when it fails: a store that can’t be written to does without. */
  keep(sha256: Sha256, name: string, text: string): Promise<void>;
}

/** @param folderOf where a wheel lies. A note’s first line is the SHA-256 of the rest. */
export const openNotes = (folderOf: (sha256: Sha256) => string): WheelNotes => ({
  async recall(sha256, name) {
    const whole = await readFile(join(folderOf(sha256), name), 'utf8').catch(() => undefined);
    if (whole === undefined) return undefined;
    const text = whole.slice(whole.indexOf('\n') + 1);
    return whole === sealed(text) ? text : undefined;
  },
  async keep(sha256, name, text) {
    // Loaded here: only who looks into a wheel for the first time writes.
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await writeFileAtomic(join(folderOf(sha256), name), sealed(text), { fsync: false }).catch(
      () => undefined,
    );
  },
});

const sealed = (text: string): string => `${createHash('sha256').update(text).digest('hex')}\n${text}`;
