import { Presets, SingleBar } from 'cli-progress';
import { formatBytes } from './bytes.ts';

export interface DownloadState {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly files: number;
  readonly totalFiles: number;
}

export interface DownloadProgress {
  update(state: DownloadState): void;
  /** Leaves the terminal clean; safe to call more than once. */
  stop(): void;
}

/**
 * A bar on stderr while it is a terminal. Elsewhere (CI, a pipe, Nx’s own capture) nothing: the line that the
 * step prints when it is done says as much, and a log is no place for a bar.
 */
export const openDownloadProgress = (stream: NodeJS.WriteStream = process.stderr): DownloadProgress => {
  if (!stream.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      stream,
      clearOnComplete: true,
      hideCursor: null,
      format: 'fetching wheels {bar} {files}/{totalFiles}  {done} of {size}',
    },
    Presets.shades_classic,
  );
  const payload = (state: DownloadState) => ({
    files: state.files,
    totalFiles: state.totalFiles,
    done: formatBytes(state.bytes),
    size: formatBytes(state.totalBytes),
  });
  let started = false;
  return {
    update(state) {
      if (!started) bar.start(state.totalBytes, 0, payload(state));
      started = true;
      bar.setTotal(state.totalBytes);
      bar.update(state.bytes, payload(state));
    },
    stop: () => bar.stop(),
  };
};
