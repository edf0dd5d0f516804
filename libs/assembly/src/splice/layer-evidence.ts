import type { ListedWheel } from '@layerkit/wheels';
import type { WheelNotes } from '@layerkit/wheels/store';
import {
  evidenceOf,
  isEvidence,
  type FileEvidence,
  type FileMentions,
  type GatherEvidence,
} from '../pruning/evidence/file-evidence.ts';
import { formatMentions, mentionsNoteName, parseMentions } from '../pruning/evidence/mentions-note.ts';

import type { FilesByPath } from './conflicts.ts';
import type { FileContent } from './read-layer-files.ts';
import type { LayerFile } from './layer-file.ts';

/** Unpacks files in batches. */
export type ReadLayerFiles = (files: readonly LayerFile[]) => AsyncIterable<readonly FileContent[]>;

/** The mentions in each wheel’s files, by the number of its input. Leaves out files without mentions. */
export type Mentions = Map<number, ReadonlyMap<string, FileMentions>>;

/** Finds mentions: looks up those of known wheels, and searches all other files once. */
export const gatherEvidence = (files: FilesByPath, known: Mentions, read: ReadLayerFiles): GatherEvidence => {
  const found = new Map<string, FileEvidence>();
  return async function* (paths) {
    const unknown: LayerFile[] = [];
    const ready: FileEvidence[] = [];
    for (const path of paths) {
      const file = files.get(path);
      const mentions = file && known.get(file.origin.input);
      const before = found.get(path);
      if (before !== undefined) ready.push(before);
      else if (mentions !== undefined) ready.push({ path, mentions: mentions.get(path), readable: true });
      else if (file !== undefined) unknown.push(file);
    }
    yield ready;
    for await (const batch of read(unknown)) {
      const evidence = batch.map(({ file, content }) => evidenceOf(file.path, content));
      for (const one of evidence) found.set(one.path, one);
      yield evidence;
    }
  };
};

export interface WheelsToKnow {
  /** The wheels, by the number of their input. */
  readonly wheels: readonly ListedWheel[];
  /** All files of all inputs. */
  readonly files: readonly LayerFile[];
  readonly notes: WheelNotes;
  readonly read: ReadLayerFiles;
}

export interface KnownWheels {
  readonly known: Mentions;
  /** Stores new wheel facts. Call it only if the wheels are undamaged and match the lock. */
  readonly keep: () => Promise<void>;
}

/**
 * Reads the mentions of wheels from the store’s wheel facts. Searches all files of a wheel without them, because
 * stored facts must not depend on the layer.
 */
export const knowWheels = async ({ wheels, files, notes, read }: WheelsToKnow): Promise<KnownWheels> => {
  const known: Mentions = new Map();
  const fresh = new Map<number, Map<string, FileMentions>>();
  const texts = await Promise.all(wheels.map(({ wheel }) => notes.recall(wheel.sha256, mentionsNoteName)));
  for (const [input, text] of texts.entries())
    if (text === undefined) fresh.set(input, new Map());
    else known.set(input, parseMentions(text));
  const unread = files.filter(({ origin, path }) => fresh.has(origin.input) && isEvidence(path));
  for await (const batch of read(unread))
    for (const { file, content } of batch) {
      const { mentions } = evidenceOf(file.path, content);
      if (mentions !== undefined) fresh.get(file.origin.input)?.set(file.path, mentions);
    }
  for (const [input, mentions] of fresh) known.set(input, mentions);
  const keep = async (): Promise<void> => {
    for (const [input, mentions] of fresh) {
      const { wheel } = wheels[input] ?? {};
      if (wheel) await notes.keep(wheel.sha256, mentionsNoteName, formatMentions(mentions));
    }
  };
  return { known, keep };
};
