/** A file as the rules see it. */
export interface PrunableFile {
  /** Below the layer's `python/`, with `/` between its parts. */
  readonly path: string;
  /** False for what someone wrote into the layer: it is evidence, and stays. */
  readonly prunable: boolean;
}

/** What stands in a file; undefined where it can't be read. */
export interface ReadFile {
  readonly path: string;
  readonly content: Buffer | undefined;
}

/** Reads files that were offered, batch by batch in the order given. A batch is valid until the next is asked for. */
export type ReadFiles = (paths: readonly string[]) => AsyncIterable<readonly ReadFile[]>;

/** A reason to leave files out of a layer. */
export interface PruneRule {
  /** The paths the layer can do without, out of those offered. Only `prunable` ones may be named. */
  readonly select: (
    files: readonly PrunableFile[],
    read: ReadFiles,
  ) => ReadonlySet<string> | Promise<ReadonlySet<string>>;
}
