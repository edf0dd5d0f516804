import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sha256 } from '@layerkit/artifact/digest';
import { replaceFile } from '@layerkit/temporary-files';

/** Facts about the wheels of a store, kept as texts next to each wheel so that they need not be computed again. */
export interface WheelNotes {
  /** Returns the text kept under a name; undefined if there is none, or it is damaged. */
  recall(sha256: Sha256, name: string): Promise<string | undefined>;
  /** Keeps a text under a name. Ignores errors of a read-only store, which only cost time. */
  keep(sha256: Sha256, name: string, text: string): Promise<void>;
}

/**
 * Opens the facts of a store. The first line of each text is the SHA-256 of the rest.
 * @param folderOf returns the folder of a wheel
 */
export const openNotes = (folderOf: (sha256: Sha256) => string): WheelNotes => ({
  recall: (sha256, name) => Promise.resolve(unsealed(join(folderOf(sha256), name))),
  async keep(sha256, name, text) {
    await replaceFile(join(folderOf(sha256), name), sealed(text)).catch(() => undefined);
  },
});

/** Reads in one go: a build reads hundreds of these small files, and waiting for a thread costs more than each of them. */
const unsealed = (path: string): string | undefined => {
  try {
    const whole = readFileSync(path, 'utf8');
    const text = whole.slice(whole.indexOf('\n') + 1);
    return whole === sealed(text) ? text : undefined;
  } catch {
    return undefined;
  }
};

const sealed = (text: string): string => `${createHash('sha256').update(text).digest('hex')}\n${text}`;
