import type { GatherEvidence } from '../evidence/file-evidence.ts';

/** A file as the rules see it. */
export interface PrunableFile {
  /** Below the layer's `python/`, with `/` between its parts. */
  readonly path: string;
  /** False for what someone wrote into the layer: it is evidence, and stays. */
  readonly prunable: boolean;
}

/** A reason to leave files out of a layer. */
export interface PruneRule {
  /** The paths the layer can do without, out of those offered. Only `prunable` ones may be named. */
  readonly select: (
    files: readonly PrunableFile[],
    gather: GatherEvidence,
  ) => ReadonlySet<string> | Promise<ReadonlySet<string>>;
}
