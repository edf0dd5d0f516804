export { formatBytes, formatMilliseconds } from './bytes.ts';
export { openDownloadProgress, type DownloadProgress, type DownloadState } from './download-progress.ts';
export { openPalette, plainPalette, type Palette } from './palette.ts';
export { reporting, type Reporting } from './reporting.ts';
export { formatTable } from './table.ts';
