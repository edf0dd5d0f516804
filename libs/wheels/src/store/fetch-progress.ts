/** The progress of fetching wheels. */
export interface FetchProgress {
  readonly bytes: number;
  /** Grows while the sizes of some files are unknown. */
  readonly totalBytes: number;
  readonly files: number;
  readonly totalFiles: number;
}

export interface ProgressTracker {
  readonly onBytes: (more: number) => void;
  readonly onFile: () => void;
}

/** Adds up the progress of single downloads. */
export const trackProgress = (
  sizes: readonly (number | undefined)[],
  onProgress: (progress: FetchProgress) => void,
): ProgressTracker => {
  const known = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  let bytes = 0;
  let files = 0;
  const report = () =>
    onProgress({ bytes, totalBytes: Math.max(known, bytes), files, totalFiles: sizes.length });
  return {
    onBytes: (more) => {
      bytes += more;
      report();
    },
    onFile: () => {
      files += 1;
      report();
    },
  };
};
