export {
  parseSha256,
  sha256FromBase64,
  sha256Of,
  sha256OfFile,
  sha256Schema,
  sha256ToBase64,
  type Sha256,
} from './digest/sha256.ts';
export { layerDefinitionSchema, type LayerDefinition } from './definition/layer-definition.ts';
export type { IgnoreRule } from './definition/audit-rules.ts';
export type { ExpectedFailure } from './definition/verify-definition.ts';
export {
  functionDefinitionSchema,
  type FunctionDefinition,
  type SmokeCase,
} from './definition/function-definition.ts';
export type { BytecodeMode } from './definition/bytecode-modes.ts';
export { pruneRuleNames, type DropReason, type PruneRuleName } from './definition/prune-rules.ts';
export type { PruneOptions } from './definition/prune-definition.ts';
export { definitionJsonSchemas } from './definition/json-schema.ts';
export { layerNameFor, layerNamesOf, targetsOf } from './definition/targets.ts';
export {
  requirementsKindNamed,
  requirementsKindOf,
  requirementsLabels,
  type RequirementsKindName,
} from './definition/requirements-kinds.ts';
export { refuseTwoDefinitions } from './definition/refuse-two-definitions.ts';
export {
  parseFunctionDefinition,
  parseLayerDefinition,
  readFunctionDefinition,
  readLayerDefinition,
} from './definition/read-definition.ts';
export {
  layerManifestSchema,
  type BytecodeFacts,
  type BytecodeSize,
  type LayerManifest,
  type LayerSize,
  type LeftOut,
  type PackageFacts,
  type ZipFacts,
} from './manifest/layer-manifest.ts';
export { leftOutPaths } from './manifest/left-out.ts';
export {
  findingSchema,
  severities,
  type Finding,
  type FindingCode,
  type IgnoredFinding,
  type Severity,
} from './manifest/finding.ts';
export type { FunctionManifest } from './manifest/function-manifest.ts';
export {
  verificationSchema,
  type ImportedModule,
  type Verification,
  type VerificationPlace,
} from './manifest/verification.ts';
export {
  inspectionSchema,
  type BinaryStatus,
  type InspectedBinary,
  type Inspection,
} from './inspection/inspection.ts';
export type { ChangedPackage, Comparison } from './inspection/comparison.ts';
export type { InspectedPackage, Share } from './inspection/share.ts';
export {
  artifactDirectory,
  forgetManifests,
  forgetVerification,
  functionZipName,
  layerZipName,
  manifestName,
  outputRootOf,
  readFunctionArtifact,
  readLayerArtifact,
  readVerification,
  writeManifest,
  writeVerification,
  type FunctionArtifact,
  type LayerArtifact,
} from './artifact/artifact.ts';
export {
  forgetRejectedLayer,
  readRejectedLayer,
  rejectedDirectory,
  writeRejectedLayer,
} from './artifact/rejected-layer.ts';
export { recordingFailure, writeFailure, type RecordedRun } from './results/failure-result.ts';
export { resultPath, writeResult } from './results/result-files.ts';
export { resultSchemas, type Result } from './results/results.ts';
export { resultJsonSchemas } from './results/json-schemas.ts';
export { readJsonFile } from './json/read-json-file.ts';
