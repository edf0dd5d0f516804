export { failureCodes, type FailureCode } from './codes.ts';
export { LayerkitError, isLayerkitError, type FailureReport } from './layerkit-error.ts';
export { asDiskRefusal } from './disk-refusal.ts';
export { messageOf } from './message-of.ts';
export { redactCredentials } from './redact.ts';
export { formatFailure } from './format.ts';
export { didYouMean, nearNames } from './near-names.ts';
