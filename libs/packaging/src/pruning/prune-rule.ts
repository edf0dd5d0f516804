/** A file as the rules see it. */
export interface PrunableFile {
  /** Below the layer's `python/`, with `/` between its parts. */
  readonly path: string;
  /** False for what someone wrote into the layer: it is evidence, and stays. */
  readonly prunable: boolean;
}

/** The unpacked content of a file that was offered; undefined where it can't be read and must be taken to mention everything. */
export type ReadContent = (path: string) => Buffer | undefined;

/** A reason to leave files out of a layer. */
export interface PruneRule {
  /** The paths the layer can do without, out of those offered. Only `prunable` ones may be named. */
  readonly select: (files: readonly PrunableFile[], read: ReadContent) => ReadonlySet<string>;
}
