export { renderReport } from './render-report.ts';
export { thisRun, type KnownLayer } from './report.ts';
