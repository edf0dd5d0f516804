export { forgetFailure, recordingFailure, writeFailure, type RecordedRun } from './results/failure-result.ts';
export { forgetResult, resultPath, writeResult } from './results/result-files.ts';
export { resultSchemas, type Result } from './results/results.ts';
export { resultJsonSchemas } from './results/json-schemas.ts';
export { readJsonFile } from './json/read-json-file.ts';
