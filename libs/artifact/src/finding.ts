export {
  findingSchema,
  severities,
  type Finding,
  type FindingCode,
  type IgnoredFinding,
  type Severity,
} from './manifest/finding.ts';
