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
   * Leaves the terminal clean; safe to call more than once. What was fetched in what time, in one line, if
   * anything was.
   */
  stop(): string | undefined;
}

/**
 * A bar on stderr while it is a terminal. Elsewhere (CI, a pipe, Nx’s own capture) nothing: the line that is
 * there when it is done says as much, and a log is no place for a bar.
 */
export const openDownloadProgress = (stream: NodeJS.WriteStream = process.stderr): DownloadProgress => {
  const summary = summarise();
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

const summarise = () => {
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
