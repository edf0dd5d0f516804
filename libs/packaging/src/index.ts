export { lockPath, type Lock, type LockedPackage } from './lock/lock.ts';
export { readLock } from './lock/read-lock.ts';
export { formatLock } from './lock/format-lock.ts';
export { parseLock } from './lock/parse-lock.ts';
export { checkLockIsFresh, type LockCheck } from './lock/check-lock-is-fresh.ts';
export { lockLayer, type LockRequest, type LockResult } from './lock/lock-layer.ts';
export { strayLocks } from './lock/stray-locks.ts';
export { type LockChanges, type PackageVersion } from './lock/lock-changes.ts';
export type { Adoption, Pin } from './adoption/adoption.ts';
export { adoptRequirements } from './adoption/adopt-requirements.ts';
export { adoptZip, readOwnFiles, type KnownPlatforms, type ZipAdoption } from './adoption/adopt-zip.ts';
export type { OwnFile } from './adoption/zip/own-files.ts';
export { preferencesFor, versionsChanged } from './adoption/versions-changed.ts';
export { findOutdated, type OutdatedRequest, type OutdatedTarget } from './outdated/find-outdated.ts';
export { openStore, type StoreOptions, type StoredWheel, type WheelStore } from './store/wheel-store.ts';
export { ensureWheels, type EnsureWheelsRequest, type EnsuredWheels } from './store/ensure-wheels.ts';
export type { FetchProgress } from './store/fetch-progress.ts';
export type { Wheel, WheelPin } from './store/wheel.ts';
export { archiveSources, type ArchiveSourcesRequest, type SourceArchive } from './source/archive-sources.ts';
export { leftOutNames } from './source/left-out-names.ts';
export { buildLayer, type BuildLayerRequest, type LayerBuild } from './build-layer.ts';
export { filesReadByBuild } from './inputs/files-read.ts';
export { isUnchanged, type FileChanges, type InputChanges } from './inputs/input-changes.ts';
export type { RebuildReason } from './inputs/record-inputs.ts';
export { recordImports, type RecordedImports, type RecordImportsRequest } from './imports/record-imports.ts';
export { buildFunction, type BuildFunctionRequest } from './build-function.ts';
export { inspectLayer, type InspectLayerRequest, type LayerInspection } from './inspect-layer.ts';
export { factsOfBuild, type FactsOfBuild } from './inspect/facts-of-build.ts';
export type { InspectedFile } from './inspect/list-files.ts';
export type { ZipUnderInspection } from './inspect/examine-zip.ts';
export { whyNotNeeded } from './verify/expected-failures.ts';
export { missingHandler, type HandlerRequest } from './handler/missing-handler.ts';
export {
  requirementsInLayer,
  whyInLayer,
  type Why,
  type WhyRequest,
  type WhyTarget,
} from './why/why-in-layer.ts';
export { verifyLayer, type VerifyLayerRequest } from './verify-layer.ts';
export { functionPlace, type FunctionPlaceOptions, type ImportPlace } from './verify/import-place.ts';
export {
  archiveProbe,
  invocationBudgetSeconds,
  probeHandler,
  type FunctionAnswer,
} from './verify/probe/function-probe.ts';
export { pruneOptions } from './pruning/prune-options.ts';
export { planLayer, type PlanRequest } from './splice/plan-layer.ts';
export { spliceLayer } from './splice/splice-layer.ts';
export type { LayerPlan, LayerSize } from './splice/layer-plan.ts';
export type { FileOrigin, LayerFile } from './splice/layer-file.ts';
export type { OwnSources } from './splice/read-inputs.ts';
export { auditLayer, type AuditReport, type AuditRequest } from './audit/audit-layer.ts';
export { describeGroup, groupFindings, type FindingGroup } from './audit/group-findings.ts';
export {
  describeSizes,
  type DistributionSize,
  type Share,
  type SizeReport,
} from './audit/size/describe-sizes.ts';
export { directUploadBytes, unpackedBytesLimit } from './audit/size/size-findings.ts';
export { listBinaries } from './audit/binaries/list-binaries.ts';
export type {
  BinaryFacts,
  BinaryFormat,
  BinaryKind,
  BinaryPlatform,
  NeededVersion,
} from './audit/binaries/binary-facts.ts';
