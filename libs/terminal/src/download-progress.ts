import { Presets, SingleBar } from 'cli-progress';
import { formatBytes, formatMilliseconds } from './bytes.ts';
import { formatCount } from './count.ts';

interface DownloadState {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly files: number;
  readonly totalFiles: number;
}

export interface DownloadProgress {
  update(state: DownloadState): void;
  /**
   * Removes the bar from the terminal. Returns one line with the number, size and duration of downloads, if
   * there were any. It can be called more than once.
   */
  stop(): string | undefined;
}

/**
 * Opens a progress bar on stderr if it is a terminal. Elsewhere (CI, a pipe, Nx’s own capture) it prints
 * nothing, because the summary in the end is enough for a log.
 */
export const openDownloadProgress = (stream: NodeJS.WriteStream = process.stderr): DownloadProgress => {
  const summary = openSummary();
  if (!stream.isTTY) return { update: summary.update, stop: summary.take };
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
      summary.update(state);
      if (!started) bar.start(state.totalBytes, 0, payload(state));
      started = true;
      bar.setTotal(state.totalBytes);
      bar.update(state.bytes, payload(state));
    },
    stop() {
      bar.stop();
      started = false;
      return summary.take();
    },
  };
};

const openSummary = () => {
  let last: DownloadState | undefined;
  let started = 0;
  return {
    update(state: DownloadState) {
      if (last === undefined) started = performance.now();
      last = state;
    },
    take() {
      if (last === undefined) return undefined;
      const { files, bytes } = last;
      last = undefined;
      return `fetched ${formatCount(files, 'wheel')}, ${formatBytes(bytes)} in ${formatMilliseconds(performance.now() - started)}`;
    },
  };
};
