export { describeGroup, type FindingGroup, groupFindings } from './findings/group-findings.ts';
export { describeRule } from './findings/ignore-rules.ts';
