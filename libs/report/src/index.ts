export { renderReport } from './render-report.ts';
export type { Report, ReportedFile } from './report.ts';
