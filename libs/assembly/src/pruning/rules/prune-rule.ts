import type { GatherEvidence } from '../evidence/file-evidence.ts';

/** A file that rules may drop or search. */
export interface PrunableFile {
  /** Path below the layer's `python/`, separated by `/`. */
  readonly path: string;
  /** False for own code: rules search it but never drop it. */
  readonly prunable: boolean;
}

/** A reason to leave files out of a layer. */
export interface PruneRule {
  /** Returns the paths that the layer does not need. Must return only `prunable` ones. */
  readonly select: (
    files: readonly PrunableFile[],
    gather: GatherEvidence,
  ) => ReadonlySet<string> | Promise<ReadonlySet<string>>;
}
