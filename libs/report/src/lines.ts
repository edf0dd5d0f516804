export { inspectionFormats, parseInspectionFormat, type InspectionFormat } from './inspection-format.ts';
export { describeFindings } from './lines/describe-findings.ts';
export { describeLock, describeStray } from './lines/describe-lock.ts';
export { describeVerdict, hasErrors } from './lines/describe-verdict.ts';
