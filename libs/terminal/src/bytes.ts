import prettyBytes from 'pretty-bytes';

/** Formats a size in binary units, as Lambda’s quotas are given: `48.8 MiB`. */
export const formatBytes = (bytes: number): string => prettyBytes(bytes, { binary: true });

/** Formats a difference of sizes: `+1.2 MiB`, `−340 B`, `±0`. */
export const formatDifference = (bytes: number): string =>
  bytes === 0 ? '±0' : `${bytes > 0 ? '+' : '−'}${formatBytes(Math.abs(bytes))}`;

/** Formats a duration: `312 ms`, `4.1 s`. */
export const formatMilliseconds = (milliseconds: number): string =>
  milliseconds < 999.5 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
