export { formatBytes, formatDifference, formatMilliseconds } from './bytes.ts';
export { formatCount } from './count.ts';
export { openDownloadProgress } from './download-progress.ts';
export { openPalette, plainPalette, showLine, type Palette } from './palette.ts';
export { reporting } from './reporting.ts';
export { formatShare } from './share.ts';
export { formatTable } from './table.ts';
